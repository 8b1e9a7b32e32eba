import { randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { addKeyIn, readKeyRing, writeKeyRing } from './key-ring.ts'
import type { Schema } from './schema.ts'
import type { RandomBytes } from './sealing.ts'

/** The setting that is there from the first step of a rekeying to its last, so that a killed one is gone on with. */
const underWay = 'rekey_under_way'

/**
 * Begin a rekeying with a new data key, or go on with the one that was begun.
 *
 * @returns whether it was under way already.
 */
export async function beginRekey(
  db: Kysely<Schema>,
  wrappingKey: Uint8Array,
  now: number,
  random: RandomBytes = randomBytes,
): Promise<boolean> {
  return await db.transaction().execute(async (trx) => {
    const begun = await trx.selectFrom('settings').select('value').where('key', '=', underWay).executeTakeFirst()
    if (begun) return true
    await addKeyIn(trx, 'data', wrappingKey, random)
    await trx
      .insertInto('settings')
      .values({ key: underWay, value: String(now) })
      .execute()
    return false
  })
}

/** End a rekeying; with a new wrapping key, the ring is put under it in the same transaction. */
export async function endRekey(
  db: Kysely<Schema>,
  change?: { from: Uint8Array; to: Uint8Array },
  random: RandomBytes = randomBytes,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if (change) await writeKeyRing(trx, await readKeyRing(trx, change.from), change.to, random)
    await trx.deleteFrom('settings').where('key', '=', underWay).execute()
  })
}

/** Drop the data keys before the newest. Only once nothing is sealed with them, and nobody has them in memory. */
export async function dropOldDataKeys(db: Kysely<Schema>): Promise<number> {
  return await db.transaction().execute(async (trx) => {
    const versions = await dataKeyVersions(trx)
    const newest = Math.max(...versions)
    await trx.deleteFrom('key_ring').where('kind', '=', 'data').where('version', '<', newest).execute()
    return versions.length - 1
  })
}

export async function countOldDataKeys(db: Kysely<Schema>): Promise<number> {
  return (await dataKeyVersions(db)).length - 1
}

async function dataKeyVersions(db: Kysely<Schema> | Transaction<Schema>): Promise<number[]> {
  const rows = await db.selectFrom('key_ring').select('version').where('kind', '=', 'data').execute()
  return rows.map(({ version }) => Number(version))
}
