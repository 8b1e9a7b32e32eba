import type { ExclusionReason } from '../audience/subscriber.ts'
import type { Attempt, BatchState, HaltReason, IssueState } from '../delivery/ledger.ts'

/** Times are epoch milliseconds; hashes and sealed values are bytes. */
export interface LedgerTables {
  issues: {
    issue: string
    state: Exclude<IssueState, 'draft'>
    reason: HaltReason | null
    /** Counted at the freeze, apart from the rows of `recipients`. */
    candidates: number
    /** Null until frozen. */
    provider: string | null
    endpoint: string | null
    origin: string | null
    content_hash: string | null
    encoder: number | null
    /** JSON of delivery/ledger.ts Envelope. */
    envelope: string | null
    not_before: number | null
    frozen_at: number | null
    done_at: number | null
  }
  /** Compiled parts of editions by the SHA-256 of their JSON. */
  parts: { hash: Uint8Array; content: string }
  editions: {
    issue: string
    id: string
    language: string
    /** JSON arrays. */
    segments: string
    blocks: string
    html_bytes: number
    /** Counted when the freeze was completed. */
    readers: number
    parts_hash: Uint8Array
  }
  /** Every candidate of a freeze: a recipient (edition, batch) or an exclusion. */
  recipients: {
    issue: string
    address_hash: Uint8Array
    language: string
    mask: number
    exclusion: ExclusionReason | null
    edition: string | null
    batch: number | null
    position: number | null
    /** JSON of RecipientValues, sealed. Null for an exclusion. */
    sealed: Uint8Array | null
    provider_id: string | null
    failure: string | null
    /** Masked, of a refused recipient: the sealed one is gone by then. */
    masked_address: string | null
  }
  batches: {
    issue: string
    seq: number
    edition: string
    generation: number
    state: BatchState
    /** Of the body as first armed. */
    sha256: Uint8Array | null
    /** The batch this one was split from. */
    parent: number | null
  }
  /** Append-only. `n` counts the rows of a batch. */
  attempts: {
    issue: string
    batch: number
    n: number
    generation: number
    at: number
    event: Attempt['event']
    status: number | null
    error: string | null
  }
}
