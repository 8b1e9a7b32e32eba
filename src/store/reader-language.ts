import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/**
 * The language of a subscriber, without opening what is sealed: a page needs no name, and a damaged record must not keep
 * anybody from leaving. Undefined when there is no such subscriber.
 */
export async function findReaderLanguage(db: Kysely<Schema>, addressHash: Buffer): Promise<string | undefined> {
  const row = await db
    .selectFrom('subscribers')
    .select('language')
    .where('address_hash', '=', addressHash)
    .executeTakeFirst()
  return row?.language
}
