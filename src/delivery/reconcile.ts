import type { Recipient, UnsettledBatch } from './batch.ts'
import { generationsMost } from './batch.ts'
import type { Clock } from './clock.ts'
import { deliveryTag } from './encoder.ts'
import type { FrozenIssue, Ledger } from './ledger.ts'
import { type Listing, readListing } from './listing.ts'
import type { ProviderReader } from './provider-reader.ts'

/** The provider's listing is trusted to be complete this long after the last attempt (reference/resend.md section 4). */
const settleMs = 2 * 60 * 60 * 1000
const hourMs = 60 * 60 * 1000
/** An unknown fate is not kept open longer: the readers are counted as not mailed again (DELIVERY.md, "Forgetting"). */
const givenUpAfterMs = 30 * 24 * hourMs
/** A day less than the provider is said to keep e-mails. */
const retentionMs = 29 * 24 * hourMs

/** Why a batch is still open after asking. */
export type OpenReason =
  /** Too soon after the last attempt to believe that something is absent. */
  | { why: 'too_soon'; until: number }
  /** No key that may read, or a provider that cannot be asked. */
  | { why: 'not_askable' }
  | { why: 'not_read'; reason: string }
  /** The listing does not show even what surely was accepted then, so that absence proves nothing. */
  | { why: 'not_proven' }
  /** Some of it went out from another copy of the ledger, which had cut it differently. */
  | { why: 'partly_found'; found: number }
  /** Absent, but its keys are used up: a person looks. */
  | { why: 'generations_spent' }

export interface OpenBatch {
  seq: number
  edition: string
  /** Readers whose fate is unknown. */
  count: number
  /** Epoch milliseconds. */
  lastAt: number | null
  reason: OpenReason
}

export interface ReconcileResult {
  /** Deliveries found to be accepted, to be sent anew because they were proven absent, and given up by age. */
  found: number
  renewed: number
  givenUp: number
  open: OpenBatch[]
}

export interface ReconcileOptions {
  ledger: Ledger
  reader?: ProviderReader
  clock: Pick<Clock, 'now'>
  /** For a ledger that may be a copy: ask about every batch that is not settled, since the freeze. */
  all?: boolean
}

/**
 * Find out what became of batches of unknown fate. A batch is accepted whole or not at all, so one member that was seen
 * settles it: by a webhook, or in the provider's listing with its tags. Proven absent is only what is missing from a listing
 * that is old enough, reaches back before the first attempt, and shows an e-mail that is known to have been accepted then.
 */
export async function reconcile(frozen: FrozenIssue, options: ReconcileOptions): Promise<ReconcileResult> {
  const { ledger, clock, all = false } = options
  const result: ReconcileResult = { found: 0, renewed: 0, givenUp: 0, open: [] }
  const asked: UnsettledBatch[] = []
  for (const batch of await ledger.unsettled(frozen.issue, { all })) {
    const now = clock.now()
    const members = await ledger.members(frozen.issue, batch.seq)
    if (members.some(({ reported }) => reported)) {
      await ledger.resolve(batch, { event: 'found', ids: new Map() }, now)
      result.found += members.length
    } else if (batch.state === 'held' && batch.lastAt !== null && now - batch.lastAt > givenUpAfterMs) {
      await ledger.resolve(batch, { event: 'given_up' }, now)
      result.givenUp += members.length
    } else {
      asked.push(batch)
    }
  }
  if (asked.length === 0) return result
  const since = Math.min(...asked.map((batch) => windowOf(frozen, batch, clock.now()).from))
  const listing = options.reader && (await readListing(options.reader, since))
  for (const batch of asked) await ask(frozen, batch, listing, options, result)
  return result
}

async function ask(
  frozen: FrozenIssue,
  batch: UnsettledBatch,
  listing: Listing | undefined,
  { ledger, reader, clock, all = false }: ReconcileOptions,
  result: ReconcileResult,
): Promise<void> {
  const now = clock.now()
  const leave = (reason: OpenReason): void => {
    const { seq, edition, count, lastAt } = batch
    result.open.push({ seq, edition, count, lastAt, reason })
  }
  if (!reader || !listing) return leave({ why: 'not_askable' })
  const window = windowOf(frozen, batch, now)
  const members = await ledger.members(frozen.issue, batch.seq)
  const seen = await findMembers(frozen, window, members, listing, { reader, every: all })
  if (seen.kind === 'failed') return leave({ why: 'not_read', reason: seen.reason })
  if (seen.kind === 'found' && all && seen.ids.size < members.length) {
    return leave({ why: 'partly_found', found: seen.ids.size })
  }
  if (seen.kind === 'found') {
    await ledger.resolve(batch, { event: 'found', ids: seen.ids }, now)
    result.found += members.length
    return
  }
  if (listing.failed !== undefined) return leave({ why: 'not_read', reason: listing.failed })
  if (batch.lastAt !== null && now - batch.lastAt < settleMs) {
    return leave({ why: 'too_soon', until: batch.lastAt + settleMs })
  }
  const reachesBack = listing.oldest < window.from || listing.complete
  const canaries = await ledger.acceptedIds(window.from, window.to, 1000)
  const canarySeen = canaries.some((id) => listing.ids.has(id))
  if (!reachesBack || !canarySeen || now - window.from > retentionMs) return leave({ why: 'not_proven' })
  // Only what is held gets a new key. What another copy may have tried a minute ago keeps the key that both would use.
  if (batch.state !== 'held') return
  if (batch.generation >= generationsMost) return leave({ why: 'generations_spent' })
  await ledger.resolve(batch, { event: 'absent' }, now)
  result.renewed += members.length
}

function windowOf(frozen: FrozenIssue, batch: UnsettledBatch, now: number): { from: number; to: number } {
  // A batch that this ledger never tried may have been tried by another copy at any time since the freeze.
  const from = batch.firstAt ?? frozen.frozenAt
  return { from: from - hourMs, to: (batch.lastAt ?? now) + hourMs }
}

type Seen = { kind: 'found'; ids: Map<string, string> } | { kind: 'absent' } | { kind: 'failed'; reason: string }

/**
 * Members in the listing, by address and time, confirmed by the tags of that e-mail: one of them, or with `every` all that
 * are there. (Another copy of the ledger may have split the batch; then one member says nothing about the others.)
 */
async function findMembers(
  { issue, envelope }: FrozenIssue,
  window: { from: number; to: number },
  members: Recipient[],
  listing: Listing,
  { reader, every }: { reader: ProviderReader; every: boolean },
): Promise<Seen> {
  const ids = new Map<string, string>()
  for (const { addressHash, values } of members) {
    for (const { id, at } of listing.find(values.address)) {
      if (at < window.from || at > window.to) continue
      const tags = await reader.tags(id)
      if (tags.kind === 'failed') return { kind: 'failed', reason: tags.reason }
      if (Object.keys(tags.value).length === 0) {
        return { kind: 'failed', reason: 'it shows an e-mail to one of these readers without its tags' }
      }
      const { list, issue: tagged, delivery } = tags.value
      if (list !== envelope.listId || tagged !== issue || delivery !== deliveryTag(addressHash)) continue
      ids.set(addressHash.toString('hex'), id)
      break
    }
    if (ids.size > 0 && !every) break
  }
  return ids.size > 0 ? { kind: 'found', ids } : { kind: 'absent' }
}
