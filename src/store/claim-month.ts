import type { Transaction } from 'kysely'
import { monthTaken } from '../delivery/problems.ts'
import type { Schema } from './schema.ts'

/**
 * Make sure that no other issue has this month; the caller writes it in the same transaction.
 *
 * @throws Problem month_taken
 */
export async function claimMonth(trx: Transaction<Schema>, month: string | null): Promise<void> {
  if (month === null) return
  const other = await trx.selectFrom('issues').select('issue').where('month', '=', month).executeTakeFirst()
  if (other) throw monthTaken({ month, issue: other.issue })
}
