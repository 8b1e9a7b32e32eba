import { type Kysely, sql, type Transaction } from 'kysely'
import type { FrozenIssue, HaltReason, IssueEnd, Ledger, PagesCheck, ReportCounts } from '../delivery/ledger.ts'
import { excludeCancelled } from './ledger-exclusions.ts'
import { LedgerFreezer } from './ledger-freezer.ts'
import { deleteIssue, toFrozenIssue } from './ledger-rows.ts'
import { savePictures } from './picture-store.ts'
import type { Schema } from './schema.ts'

/** Halts that only a person's word ends: `send` alone does not go on from them. */
const personsHalts = ['paused', 'bounces', 'complaints', 'consent', 'ledger_doubtful'] as const satisfies HaltReason[]

/** How an issue begins, stops and ends. `delivery/ledger.ts` says what each method promises. */
export class LedgerDecider extends LedgerFreezer {
  async begin(issue: string, { despite = false } = {}): Promise<FrozenIssue | undefined> {
    return await this.db.transaction().execute(async (trx) => {
      let query = trx
        .updateTable('issues')
        .set({ state: 'sending', reason: null, detail: null })
        .where('issue', '=', issue)
        .where('state', 'in', ['frozen', 'sending', 'halted'])
      if (!despite) {
        query = query.where((eb) => eb.or([eb('reason', 'is', null), eb('reason', 'not in', [...personsHalts])]))
      }
      await query.execute()
      return await readIssue(trx, issue)
    })
  }

  async finish(issue: string, end: IssueEnd, now: number): Promise<FrozenIssue | undefined> {
    return await this.db.transaction().execute(async (trx) => {
      if (await endIfCancelled(trx, issue, now)) return await readIssue(trx, issue)
      const { state } = end
      await trx
        .updateTable('issues')
        .set(
          end.state === 'done'
            ? { state, reason: null, detail: null, done_at: now }
            : { state, reason: end.reason, detail: end.detail },
        )
        .where('issue', '=', issue)
        .where('state', '=', 'sending')
        .execute()
      return await readIssue(trx, issue)
    })
  }

  async halt(issue: string, reason: HaltReason, detail: string | null): Promise<boolean> {
    if (reason === 'consent') return await haltForConsent(this.db, issue, detail ?? '')
    const { numUpdatedRows } = await this.db
      .updateTable('issues')
      .set({ state: 'halted', reason, detail })
      .where('issue', '=', issue)
      .where('state', 'in', ['frozen', 'sending', 'halted'])
      .where((eb) =>
        eb.or([
          eb('reason', 'is', null),
          reason === 'ledger_doubtful' ? eb('reason', '!=', reason) : eb('reason', 'not in', [...personsHalts]),
        ]),
      )
      .executeTakeFirst()
    return numUpdatedRows > 0n
  }

  async cancel(issue: string, now: number, { keep = false } = {}): ReturnType<Ledger['cancel']> {
    return await this.db.transaction().execute(async (trx) => {
      const found = await readIssue(trx, issue)
      if (!found || found.state === 'done' || found.state === 'freezing') return 'nothing'
      const mayBeOut = keep || found.reason === 'ledger_doubtful' || (await wasArmed(trx, issue))
      if (!mayBeOut) {
        await deleteIssue(trx, issue)
        return 'discarded'
      }
      await excludeCancelled(trx, issue)
      await trx
        .updateTable('issues')
        .set({ cancelled_at: sql<number>`coalesce(cancelled_at, ${now})` })
        .where('issue', '=', issue)
        .execute()
      await endIfCancelled(trx, issue, now)
      return 'cancelled'
    })
  }

  async confirmOriginal(issue: string, now: number): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      await trx.updateTable('issues').set({ confirmed_at: now }).where('issue', '=', issue).execute()
      await trx
        .updateTable('issues')
        .set({ reason: 'stopped', detail: null })
        .where('issue', '=', issue)
        .where('state', '=', 'halted')
        .where('reason', '=', 'ledger_doubtful')
        .execute()
    })
  }

  async acceptRates(issue: string, counts: ReportCounts): Promise<void> {
    await this.db
      .updateTable('issues')
      .set({ accepted_rates: JSON.stringify(counts) })
      .where('issue', '=', issue)
      .execute()
  }

  async notePages(issue: string, pages: PagesCheck): Promise<void> {
    await this.db.updateTable('issues').set({ pages }).where('issue', '=', issue).execute()
  }

  async savePictures(issue: string, pictures: { name: string; bytes: Uint8Array }[]): Promise<void> {
    await savePictures(this.db, issue, pictures)
  }
}

async function readIssue(trx: Transaction<Schema>, issue: string): Promise<FrozenIssue | undefined> {
  const row = await trx.selectFrom('issues').selectAll().where('issue', '=', issue).executeTakeFirst()
  return row && toFrozenIssue(row)
}

/**
 * A story that an issue tells may no longer be told: the issue halts, whoever sends it. That outlives any other halt, which
 * a person could lift without having heard of it; only a doubt about the ledger stands, as cancelling needs to know it.
 */
export async function haltForConsent(trx: Kysely<Schema>, issue: string, detail: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('issues')
    .set({ state: 'halted', reason: 'consent', detail })
    .where('issue', '=', issue)
    .where('state', 'in', ['frozen', 'sending', 'halted'])
    .where('cancelled_at', 'is', null)
    .where((eb) => eb.or([eb('reason', 'is', null), eb('reason', '!=', 'ledger_doubtful')]))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A cancelled issue of which nothing is open any more is done, whatever halted it. */
async function endIfCancelled(trx: Transaction<Schema>, issue: string, now: number): Promise<boolean> {
  const open = trx
    .selectFrom('batches')
    .select('seq')
    .where('issue', '=', issue)
    .where('state', 'in', ['planned', 'armed', 'held'])
  const { numUpdatedRows } = await trx
    .updateTable('issues')
    .set({ state: 'done', reason: null, detail: null, done_at: now })
    .where('issue', '=', issue)
    .where('cancelled_at', 'is not', null)
    .where('state', 'in', ['frozen', 'sending', 'halted'])
    .where((eb) => eb.not(eb.exists(open)))
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

async function wasArmed(trx: Transaction<Schema>, issue: string): Promise<boolean> {
  const attempt = await trx.selectFrom('attempts').select('n').where('issue', '=', issue).limit(1).executeTakeFirst()
  return attempt !== undefined
}
