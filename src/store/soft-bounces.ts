import { sql, type Transaction } from 'kysely'
import { finalReports } from './report-rows.ts'
import type { Schema } from './schema.ts'
import { suppressAddress } from './suppress-address.ts'

/** So many issues in a row that an address did not take. */
const issuesInARow = 3

/**
 * Suppress (`bounced`) subscribers whose newest three issues with a final word all bounced softly, counted since they
 * joined. Returns how many.
 *
 * Asked when the next issue begins its freeze, in its transaction, and not as each report comes: reports arrive in any
 * order, an automatic reply is reported as a soft bounce, and the `delivered` that corrects it may come after it. A decision
 * at the third bounce would sometimes take people off for good who read every issue, depending on which came first.
 */
export async function suppressSoftBouncers(trx: Transaction<Schema>, now: number): Promise<number> {
  // From the issues, so that each is one range of the index of reports.
  const suspects = trx
    .selectFrom('issues')
    .innerJoin('recipients', 'recipients.issue', 'issues.issue')
    .select('recipients.address_hash')
    .where('recipients.report', '=', 'soft_bounced')
    .groupBy('recipients.address_hash')
    .having((eb) => eb.fn.countAll<number>(), '>=', issuesInARow)
  const words = trx
    .selectFrom('recipients')
    .innerJoin('issues', 'issues.issue', 'recipients.issue')
    .innerJoin('subscribers', 'subscribers.address_hash', 'recipients.address_hash')
    .select(['recipients.address_hash', 'recipients.report'])
    .select(
      sql<number>`row_number() over (partition by recipients.address_hash order by frozen_at desc, issues.issue desc)`.as(
        'age',
      ),
    )
    .where('recipients.address_hash', 'in', suspects)
    .where('recipients.report', 'in', finalReports)
    .whereRef('issues.frozen_at', '>=', 'subscribers.created_at')
  const rows = await trx
    .selectFrom(words.as('words'))
    .select('address_hash')
    .where('age', '<=', issuesInARow)
    .where('report', '=', 'soft_bounced')
    .groupBy('address_hash')
    .having((eb) => eb.fn.countAll<number>(), '=', issuesInARow)
    .execute()
  for (const { address_hash } of rows) await suppressAddress(trx, address_hash, 'bounced', now)
  return rows.length
}
