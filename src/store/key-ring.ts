import { randomBytes } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { KeyKind } from './audience-schema.ts'
import { checkRow, keyBytes, type RingRow, unwrapRing, wrapKey } from './key-wrapping.ts'
import { ringReloader } from './reload-ring.ts'
import { type KeyRing, RingVault } from './ring-vault.ts'
import type { Schema } from './schema.ts'
import type { RandomBytes } from './sealing.ts'

/**
 * Open the store's key ring, making it on first use. Two processes that do so at once end up with the same ring.
 * The vault reads the ring again when it meets a data key that another process added (`rekey`).
 *
 * @param otherKeys asked then for the keys that may wrap the ring by now.
 * @throws Problem `key_wrong` before anything else is read, `key_ring_broken` when a key was altered or is missing.
 */
export async function openKeyRing(
  db: Kysely<Schema>,
  wrappingKey: Uint8Array,
  random: RandomBytes = randomBytes,
  otherKeys: () => Uint8Array[] = () => [],
): Promise<RingVault> {
  const ring = await db.transaction().execute(async (trx) => {
    if (!(await hasKeyRing(trx))) await makeKeyRing(trx, wrappingKey, random)
    return await readKeyRing(trx, wrappingKey)
  })
  return new RingVault(ring, random, await ringReloader(db, () => [wrappingKey, ...otherKeys()]))
}

/** Whether the store has a key ring already, and so needs its key. */
async function hasKeyRing(db: Kysely<Schema>): Promise<boolean> {
  return (await db.selectFrom('key_ring').select('kind').limit(1).executeTakeFirst()) !== undefined
}

/**
 * Add a data or link key and return its version; vaults opened from now on seal or sign with it, and still read what
 * older keys made. There is one index key for good: the hashes of addresses cannot be made again for people who are gone.
 */
export async function addKey(
  db: Kysely<Schema>,
  kind: Exclude<KeyKind, 'index'>,
  wrappingKey: Uint8Array,
  random: RandomBytes = randomBytes,
): Promise<number> {
  return await db.transaction().execute((trx) => addKeyIn(trx, kind, wrappingKey, random))
}

/** `addKey` as part of a larger transaction. */
export async function addKeyIn(
  trx: Transaction<Schema>,
  kind: Exclude<KeyKind, 'index'>,
  wrappingKey: Uint8Array,
  random: RandomBytes = randomBytes,
): Promise<number> {
  const ring = await readKeyRing(trx, wrappingKey)
  const version = Math.max(...ring[kind].keys()) + 1
  await insertRows(trx, [wrapKey(kind, version, random(keyBytes), wrappingKey, random)])
  return version
}

/** Put other keys into the ring's place, or the same ones under another wrapping key. */
export async function writeKeyRing(
  trx: Transaction<Schema>,
  ring: KeyRing,
  wrappingKey: Uint8Array,
  random: RandomBytes = randomBytes,
): Promise<void> {
  const kinds = Object.keys(ring) as KeyKind[]
  const rows = kinds.flatMap((kind) =>
    [...ring[kind]].map(([version, key]) => wrapKey(kind, version, key, wrappingKey, random)),
  )
  // What is overwritten is to be gone from the file as well.
  await sql`pragma secure_delete = on`.execute(trx)
  await trx.deleteFrom('key_ring').execute()
  await insertRows(trx, [checkRow(wrappingKey), ...rows])
}

/** @throws Problem `key_wrong`, `key_ring_broken` */
export async function readKeyRing(db: Kysely<Schema>, wrappingKey: Uint8Array): Promise<KeyRing> {
  const rows = await db.selectFrom('key_ring').selectAll().orderBy('kind').orderBy('version').execute()
  return unwrapRing(rows, wrappingKey)
}

async function makeKeyRing(trx: Transaction<Schema>, wrappingKey: Uint8Array, random: RandomBytes): Promise<void> {
  const kinds = ['data', 'index', 'link'] as const
  const rows = kinds.map((kind) => wrapKey(kind, 1, random(keyBytes), wrappingKey, random))
  await insertRows(trx, [checkRow(wrappingKey), ...rows])
}

async function insertRows(trx: Transaction<Schema>, rows: RingRow[]): Promise<void> {
  await trx.insertInto('key_ring').values(rows).execute()
}
