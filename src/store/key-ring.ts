import { hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Vault } from '../audience/vault.ts'
import type { KeyKind } from './audience-schema.ts'
import { keyRingBroken, keyWrong } from './problems.ts'
import { type KeyRing, RingVault } from './ring-vault.ts'
import type { Schema } from './schema.ts'
import { decrypt, encrypt, type RandomBytes } from './sealing.ts'

const keyBytes = 32

/** HKDF-SHA-256 (RFC 5869), so that the wrapping key itself is used for nothing twice. */
function derive(wrappingKey: Uint8Array, use: 'wrap' | 'check'): Buffer {
  return Buffer.from(hkdfSync('sha256', wrappingKey, new Uint8Array(), `wf key ring ${use} v1`, keyBytes))
}

/** Binds a wrapped key to its place in the ring. */
const bound = (kind: KeyKind, version: number): Buffer => Buffer.from(`wf key ring\0${kind}\0${version}`)

/**
 * Open the store's key ring, making it on first use. Two processes that do so at once end up with the same ring.
 *
 * @throws Problem `key_wrong` before anything else is read, `key_ring_broken` when a key was altered or is missing.
 */
export async function openKeyRing(
  db: Kysely<Schema>,
  wrappingKey: Uint8Array,
  random: RandomBytes = randomBytes,
): Promise<Vault> {
  const ring = await db.transaction().execute(async (trx) => {
    if (!(await hasKeyRing(trx))) await makeKeyRing(trx, wrappingKey, random)
    return await readKeyRing(trx, wrappingKey)
  })
  return new RingVault(ring, random)
}

/** Whether the store has a key ring already, and so needs its key. */
async function hasKeyRing(db: Kysely<Schema>): Promise<boolean> {
  return (await db.selectFrom('key_ring').select('kind').limit(1).executeTakeFirst()) !== undefined
}

/**
 * Add a data or link key; vaults opened from now on seal or sign with it, and still read what older keys made.
 * There is one index key for good: the hashes of addresses cannot be made again for people who are gone.
 */
export async function addKey(
  db: Kysely<Schema>,
  kind: Exclude<KeyKind, 'index'>,
  wrappingKey: Uint8Array,
  random: RandomBytes = randomBytes,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const ring = await readKeyRing(trx, wrappingKey)
    await storeKey(trx, kind, Math.max(...ring[kind].keys()) + 1, wrappingKey, random)
  })
}

async function makeKeyRing(trx: Transaction<Schema>, wrappingKey: Uint8Array, random: RandomBytes): Promise<void> {
  const value = derive(wrappingKey, 'check')
  await trx.insertInto('key_ring').values({ kind: 'check', version: 1, value }).execute()
  for (const kind of ['data', 'index', 'link'] as const) await storeKey(trx, kind, 1, wrappingKey, random)
}

async function storeKey(
  trx: Transaction<Schema>,
  kind: KeyKind,
  version: number,
  wrappingKey: Uint8Array,
  random: RandomBytes,
): Promise<void> {
  const value = encrypt(derive(wrappingKey, 'wrap'), random(keyBytes), bound(kind, version), random)
  await trx.insertInto('key_ring').values({ kind, version, value }).execute()
}

async function readKeyRing(trx: Transaction<Schema>, wrappingKey: Uint8Array): Promise<KeyRing> {
  const rows = await trx.selectFrom('key_ring').selectAll().orderBy('kind').orderBy('version').execute()
  const check = rows.find(({ kind }) => kind === 'check')
  if (check?.value.length !== keyBytes) throw keyRingBroken({ what: 'the value that recognises the key is missing' })
  if (!timingSafeEqual(check.value, derive(wrappingKey, 'check'))) throw keyWrong()
  const ring: KeyRing = { data: new Map(), index: new Map(), link: new Map() }
  const unwrap = derive(wrappingKey, 'wrap')
  for (const { kind, version, value } of rows) {
    if (kind === 'check') continue
    const key = decrypt(unwrap, value, bound(kind, version))
    if (!key) throw keyRingBroken({ what: `${kind} key ${version} was altered` })
    ring[kind].set(version, key)
  }
  for (const [kind, keys] of Object.entries(ring)) {
    if (keys.size === 0) throw keyRingBroken({ what: `there is no ${kind} key` })
  }
  return ring
}
