import type { Transaction } from 'kysely'
import { type Batch, generationsMost, type Resolution, type UnsettledBatch } from '../delivery/batch.ts'
import { firstUnanswered } from '../delivery/batch-history.ts'
import type { Ledger } from '../delivery/ledger.ts'
import { addAttempt, countMembers, openMembers, readAttempts, setBatch, storeFoundIds } from './ledger-batches.ts'
import { LedgerDecider } from './ledger-decider.ts'
import { excludeMembers, failMembers } from './ledger-exclusions.ts'
import { unparkBatch } from './parked-events.ts'
import type { Schema } from './schema.ts'

/** What is asked about batches of unknown fate, and how they are closed. */
export class LedgerReconciler extends LedgerDecider {
  async firstAttemptAt(issue: string): Promise<number | undefined> {
    const { at } = await this.db
      .selectFrom('attempts')
      .select((eb) => eb.fn.min('at').as('at'))
      .where('issue', '=', issue)
      .executeTakeFirstOrThrow()
    return at === null ? undefined : Number(at)
  }

  async acceptedSince(since: number): Promise<{ at: number; count: number }[]> {
    const rows = await this.db
      .selectFrom('batches')
      .select(['accepted_at as at', 'accepted_count as count'])
      .where('accepted_at', '>', since)
      .orderBy('accepted_at')
      .execute()
    const accepted = rows.map(({ at, count }) => ({ at: Number(at), count: Number(count) }))
    return [...accepted, ...(await this.#maybeOutSince(since))].sort((a, b) => a.at - b.at)
  }

  /** Batches of unknown fate: they may have been accepted at their first unanswered attempt. */
  async #maybeOutSince(since: number): Promise<{ at: number; count: number }[]> {
    const open = await this.db
      .selectFrom('batches')
      .select((eb) => ['issue', 'seq', 'generation', countMembers(eb).as('count')])
      .where('state', 'in', ['armed', 'held'])
      .execute()
    const maybe: { at: number; count: number }[] = []
    for (const { issue, seq, generation, count } of open) {
      const at = firstUnanswered(await this.attempts(issue, seq), generation)
      if (at !== undefined && at > since) maybe.push({ at, count: Number(count) })
    }
    return maybe
  }

  async attempts(issue: string, seq: number): ReturnType<Ledger['attempts']> {
    return await readAttempts(this.db, issue, seq)
  }

  async unsettled(issue: string, { all = false } = {}): Promise<UnsettledBatch[]> {
    const rows = await this.db
      .selectFrom('batches')
      .select((eb) => [
        'issue',
        'seq',
        'edition',
        'generation',
        'state',
        countMembers(eb).as('count'),
        eb
          .selectFrom('attempts')
          .select((attempt) => attempt.fn.min('at').as('at'))
          .whereRef('attempts.issue', '=', 'batches.issue')
          .whereRef('attempts.batch', '=', 'batches.seq')
          .whereRef('attempts.generation', '=', 'batches.generation')
          .where('event', '=', 'armed')
          .as('firstAt'),
        eb
          .selectFrom('attempts')
          .select((attempt) => attempt.fn.max('at').as('at'))
          .whereRef('attempts.issue', '=', 'batches.issue')
          .whereRef('attempts.batch', '=', 'batches.seq')
          .whereRef('attempts.generation', '=', 'batches.generation')
          .where('event', '=', 'armed')
          .as('lastAt'),
      ])
      .where('issue', '=', issue)
      .where('state', 'in', all ? ['planned', 'armed', 'held'] : ['held'])
      .orderBy('seq')
      .execute()
    return rows.map((row) => ({
      ...row,
      count: Number(row.count),
      firstAt: row.firstAt === null ? null : Number(row.firstAt),
      lastAt: row.lastAt === null ? null : Number(row.lastAt),
    }))
  }

  async members(issue: string, seq: number): ReturnType<Ledger['members']> {
    return await openMembers(this.db, this.vault, { issue, seq })
  }

  async acceptedIds(from: number, to: number, limit: number): Promise<string[]> {
    const rows = await this.db
      .selectFrom('batches')
      .innerJoin('recipients', (join) =>
        join.onRef('recipients.issue', '=', 'batches.issue').onRef('recipients.batch', '=', 'batches.seq'),
      )
      .select('provider_id')
      .where('accepted_at', '>=', from)
      .where('accepted_at', '<=', to)
      .where('provider_id', 'is not', null)
      .limit(limit)
      .execute()
    return rows.flatMap(({ provider_id: id }) => (id === null ? [] : [id]))
  }

  async resolve(batch: Batch, resolution: Resolution, now: number): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('batches')
        .innerJoin('issues', 'issues.issue', 'batches.issue')
        .select(['batches.state', 'generation', 'cancelled_at'])
        .where('batches.issue', '=', batch.issue)
        .where('seq', '=', batch.seq)
        .executeTakeFirstOrThrow()
      // Settled, or begun anew, by somebody else meanwhile: the decision was about something that is no longer so.
      const open = row.state === 'held' || row.state === 'armed' || row.state === 'planned'
      if (!open || row.state !== batch.state || row.generation !== batch.generation) return
      await addAttempt(trx, batch, { at: now, event: resolution.event, status: null, error: null })
      await closeAs(trx, batch, resolution, { now, cancelled: row.cancelled_at !== null })
      if (resolution.event === 'found') {
        await unparkBatch(trx, this.vault, batch.issue, [...resolution.ids.values()])
      }
    })
  }
}

async function closeAs(
  trx: Transaction<Schema>,
  batch: Batch,
  resolution: Resolution,
  { now, cancelled }: { now: number; cancelled: boolean },
): Promise<void> {
  switch (resolution.event) {
    case 'found': {
      const count = await storeFoundIds(trx, batch, resolution.ids)
      return await setBatch(trx, batch, { state: 'accepted', accepted_at: now, accepted_count: count })
    }
    case 'given_up':
      await failMembers(trx, batch, 'not_resent')
      return await setBatch(trx, batch, { state: 'rejected' })
    case 'absent':
    case 'resend_chosen': {
      if (cancelled) {
        await excludeMembers(trx, batch, 'cancelled')
        return await setBatch(trx, batch, { state: 'empty' })
      }
      const generation = batch.generation + 1
      if (resolution.event === 'absent' && generation > generationsMost) {
        return await setBatch(trx, batch, { state: 'held' })
      }
      return await setBatch(trx, batch, { state: 'planned', generation, sha256: null })
    }
  }
}
