import type { Kysely, Transaction } from 'kysely'
import type { Vault } from '../audience/vault.ts'
import type { ProviderEvent, Received, ReportStore } from '../delivery/report.ts'
import { parkEvent, unparkPage } from './parked-events.ts'
import { applyReport, type ReportEvent } from './report-rows.ts'
import type { Schema } from './schema.ts'
import { SharedTransactions } from './shared-transactions.ts'

/** Parked events looked at in one transaction: others write in between. */
const pageSize = 500

/** The provider's words in SQL. */
export function createReportStore(db: Kysely<Schema>, vault: Vault): ReportStore {
  return new SqlReportStore(db, vault)
}

/** `delivery/report.ts` says what each method promises. */
class SqlReportStore implements ReportStore {
  readonly #arriving: SharedTransactions<{ event: ProviderEvent; now: number }, Received>

  constructor(
    readonly db: Kysely<Schema>,
    readonly vault: Vault,
  ) {
    this.#arriving = new SharedTransactions(db, (trx, { event, now }) => receiveEvent(trx, vault, event, now))
  }

  async receive(event: ProviderEvent, now: number): Promise<Received> {
    return await this.#arriving.add({ event, now })
  }

  async unpark(): Promise<number> {
    let count = 0
    for (let after = ''; ; ) {
      const { applied, last } = await this.db
        .transaction()
        .execute((trx) => unparkPage(trx, this.vault, after, pageSize))
      count += applied
      if (last === undefined) return count
      after = last
    }
  }

  async forgetBefore(before: number): Promise<number> {
    return await this.db.transaction().execute(async (trx) => {
      const parked = await trx.deleteFrom('parked_events').where('at', '<', before).executeTakeFirst()
      const ids = await trx.deleteFrom('provider_events').where('at', '<', before).executeTakeFirst()
      return Number(parked.numDeletedRows + ids.numDeletedRows)
    })
  }
}

async function receiveEvent(
  trx: Transaction<Schema>,
  vault: Vault,
  event: ProviderEvent,
  now: number,
): Promise<Received> {
  const { numInsertedOrUpdatedRows: noted } = await trx
    .insertInto('provider_events')
    .values({ id: event.id, at: now, type: event.type })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (!noted) return 'repeated'
  if (!isReport(event)) return 'ignored'
  const outcome = await applyReport(trx, event)
  if (outcome !== 'unknown') return outcome
  if (event.emailId === undefined && event.tags.delivery === undefined) return 'ignored'
  await parkEvent(trx, vault, event, now)
  return 'parked'
}

function isReport(event: ProviderEvent): event is ReportEvent {
  return event.kind !== 'other'
}
