import { createHash } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { FrozenEdition } from '../delivery/ledger.ts'
import type { Schema } from './schema.ts'

const nothing = { literals: [''], slots: [] }
const blank: FrozenEdition['parts'] = { subject: nothing, html: nothing, text: nothing }

/**
 * Forget what mails and pictures said of a withdrawn story: the texts of editions that told it and are over, texts that no
 * edition has any more, and the pictures that only this story showed. That they went out, to how many, stays. What is not
 * over keeps its texts until it is: a batch that may have gone out can only be settled by its own bytes.
 */
export async function forgetTold(trx: Transaction<Schema>, story: string, withdrawn: readonly string[]): Promise<void> {
  const content = JSON.stringify(blank)
  const hash = createHash('sha256').update(content).digest()
  await trx
    .insertInto('parts')
    .values({ hash, content })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  await sql`
    update editions set parts_hash = ${hash} where exists (
      select 1 from story_uses u join issues i on i.issue = u.issue
      where u.story = ${story} and u.channel = 'email' and u.issue = editions.issue and u.language = editions.language
      and i.state = 'done'
    ) and not exists (
      select 1 from batches b where b.issue = editions.issue and b.state in ('planned', 'armed', 'held')
    )
  `.execute(trx)
  // Also those of freezes that were discarded.
  await sql`delete from parts where not exists (select 1 from editions e where e.parts_hash = parts.hash)`.execute(trx)
  for (const name of withdrawn) {
    await trx.deleteFrom('issue_pictures').where('picture', '=', name).execute()
    await trx.deleteFrom('pictures').where('name', '=', name).execute()
  }
}
