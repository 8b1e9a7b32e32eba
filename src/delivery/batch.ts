/** planned → armed → accepted | rejected | split | held. `empty`: every member became an exclusion. */
export type BatchState = 'planned' | 'armed' | 'accepted' | 'rejected' | 'split' | 'held' | 'empty'

/** The slot values and address of one recipient; sealed at rest. */
export interface RecipientValues {
  address: string
  name?: string
  unsubscribe: string
  preferences: string
}

/** A recipient of a batch, in the batch's order, opened. */
export interface Recipient {
  addressHash: Buffer
  values: RecipientValues
}

export interface Batch {
  issue: string
  seq: number
  edition: string
  generation: number
  state: BatchState
  /** Members that are not exclusions. */
  count: number
}

/**
 * One line of a batch's history. Rows are only ever added. The last four close a held batch: found at the provider, proven
 * absent there, to be sent anew or given up by a person's decision (or by time).
 */
export interface Attempt {
  generation: number
  at: number
  event:
    | 'armed'
    | 'accepted'
    | 'refused'
    | 'later'
    | 'unreached'
    | 'unknown'
    | 'found'
    | 'absent'
    | 'resend_chosen'
    | 'given_up'
  status: number | null
  error: string | null
}

export interface UnsettledBatch extends Batch {
  /** When it was first and last armed in this generation, epoch milliseconds; null when never. */
  firstAt: number | null
  lastAt: number | null
}

/** How a batch of unknown fate is closed. `generationsMost` bounds `absent`; a person's choice has no bound. */
export type Resolution =
  /** The provider has it; ids of those members that were seen, by hex of their address hash. */
  | { event: 'found'; ids: Map<string, string> }
  /** Proven not accepted, or a person takes the risk: a new generation with a key of its own. */
  | { event: 'absent' }
  | { event: 'resend_chosen' }
  /** Not sent again: failed deliveries. */
  | { event: 'given_up' }

/** A batch that goes in circles is a person's matter after this many keys. */
export const generationsMost = 3

export type Armed =
  /** `members`: address hashes in the order of the body. `excluded`: how many became exclusions at this arming. */
  | { kind: 'armed'; body: Uint8Array; members: Buffer[]; excluded: number; generation: number }
  | { kind: 'empty' }
  | { kind: 'held' }
  /** Settled already: there is nothing to hand over. */
  | { kind: 'settled' }
  /** The issue is not `sending` any more. */
  | { kind: 'stopped' }

export type Settlement =
  /** One id for each member of the body, in its order; `members` as the arming gave them, looked up when absent. */
  | { kind: 'accepted'; at: number; ids: string[]; members?: Buffer[] }
  /** To be tried again with the same key and bytes; the batch stays armed. */
  | {
      kind: 'unsettled'
      at: number
      event: 'refused' | 'later' | 'unreached' | 'unknown'
      status: number | null
      error: string
    }
  /** The bytes were refused and nothing was sent: a batch of one fails; a larger one is split into two new batches. */
  | { kind: 'refused'; at: number; status: number; error: string; message: string }
  | { kind: 'held'; at: number; status: number | null; error: string }
