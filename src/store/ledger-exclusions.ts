import type { Transaction } from 'kysely'
import type { ExclusionReason } from '../audience/subscriber.ts'
import type { Batch } from '../delivery/batch.ts'
import { firstUnanswered } from '../delivery/batch-history.ts'
import { readAttempts, setBatch } from './ledger-batches.ts'
import type { Schema } from './schema.ts'

/**
 * Turn members who left since the freeze into exclusions, each a hole in the batch that is not refilled.
 * Their sealed address goes at once.
 */
export async function excludeLeavers(trx: Transaction<Schema>, batch: Batch, now: number): Promise<number> {
  const members = await trx
    .selectFrom('recipients')
    .leftJoin('subscribers', 'subscribers.address_hash', 'recipients.address_hash')
    .leftJoin('suppressions', 'suppressions.address_hash', 'recipients.address_hash')
    .select(['recipients.address_hash', 'subscribers.id', 'subscribers.paused_until', 'suppressions.reason'])
    .where('issue', '=', batch.issue)
    .where('batch', '=', batch.seq)
    .where('exclusion', 'is', null)
    .execute()
  let excluded = 0
  for (const { address_hash, id, paused_until, reason } of members) {
    let exclusion: ExclusionReason | undefined
    if (reason !== null) exclusion = reason === 'unsubscribed' ? 'unsubscribed' : 'suppressed'
    else if (id === null) exclusion = 'deleted'
    else if (paused_until !== null && Number(paused_until) > now) exclusion = 'paused'
    if (!exclusion) continue
    excluded += 1
    await trx
      .updateTable('recipients')
      .set({ exclusion, sealed: null })
      .where('issue', '=', batch.issue)
      .where('address_hash', '=', address_hash)
      .execute()
  }
  return excluded
}

/** Whoever left the list while it was being frozen is an exclusion, counted like everybody else. */
export async function excludeGone(trx: Transaction<Schema>, issue: string): Promise<void> {
  await trx
    .updateTable('recipients')
    .set((eb) => ({
      exclusion: eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom('suppressions')
              .select('reason')
              .whereRef('suppressions.address_hash', '=', 'recipients.address_hash')
              .where('reason', '=', 'unsubscribed'),
          ),
        )
        .then('unsubscribed' as const)
        .else('deleted' as const)
        .end(),
    }))
    .where('issue', '=', issue)
    .where('exclusion', 'is', null)
    .where('batch', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('subscribers')
            .select('id')
            .whereRef('subscribers.address_hash', '=', 'recipients.address_hash'),
        ),
      ),
    )
    .execute()
}

/** Members of a batch become exclusions; their sealed values go. */
export async function excludeMembers(
  trx: Transaction<Schema>,
  batch: Pick<Batch, 'issue' | 'seq'>,
  exclusion: ExclusionReason,
): Promise<void> {
  await trx
    .updateTable('recipients')
    .set({ exclusion, sealed: null })
    .where('issue', '=', batch.issue)
    .where('batch', '=', batch.seq)
    .where('exclusion', 'is', null)
    .execute()
}

/** Whether every attempt under the present key was answered with a no: nothing of the batch is out. */
export async function isClean(
  trx: Transaction<Schema>,
  { issue, seq, generation }: Pick<Batch, 'issue' | 'seq' | 'generation'>,
): Promise<boolean> {
  return firstUnanswered(await readAttempts(trx, issue, seq), generation) === undefined
}

/** Whoever is in a batch of which surely nothing is out becomes an exclusion, and the batch is empty. */
export async function excludeCancelled(trx: Transaction<Schema>, issue: string): Promise<void> {
  const open = await trx
    .selectFrom('batches')
    .select(['issue', 'seq', 'generation', 'state'])
    .where('issue', '=', issue)
    .where('state', 'in', ['planned', 'armed'])
    .execute()
  for (const batch of open) {
    if (batch.state === 'armed' && !(await isClean(trx, batch))) continue
    await excludeMembers(trx, batch, 'cancelled')
    await setBatch(trx, batch, { state: 'empty' })
  }
}

/** Members of a batch are failed deliveries; their sealed values go. */
export async function failMembers(trx: Transaction<Schema>, batch: Batch, failure: string): Promise<void> {
  await trx
    .updateTable('recipients')
    .set({ failure, sealed: null })
    .where('issue', '=', batch.issue)
    .where('batch', '=', batch.seq)
    .where('exclusion', 'is', null)
    .execute()
}
