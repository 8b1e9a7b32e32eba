import { hkdfSync, timingSafeEqual } from 'node:crypto'
import type { KeyKind } from './audience-schema.ts'
import { keyRingBroken, keyWrong } from './problems.ts'
import type { KeyRing } from './ring-vault.ts'
import { decrypt, encrypt, type RandomBytes } from './sealing.ts'

export const keyBytes = 32

/** A row of the table `key_ring`. */
export interface RingRow {
  kind: 'check' | KeyKind
  version: number
  value: Uint8Array
}

/** HKDF-SHA-256 (RFC 5869), so that the wrapping key itself is used for nothing twice. */
function derive(wrappingKey: Uint8Array, use: 'wrap' | 'check'): Buffer {
  return Buffer.from(hkdfSync('sha256', wrappingKey, new Uint8Array(), `wf key ring ${use} v1`, keyBytes))
}

/** Binds a wrapped key to its place in the ring. */
const bound = (kind: KeyKind, version: number): Buffer => Buffer.from(`wf key ring\0${kind}\0${version}`)

/** The row that recognises a wrapping key. */
export function checkRow(wrappingKey: Uint8Array): RingRow {
  return { kind: 'check', version: 1, value: derive(wrappingKey, 'check') }
}

export function wrapKey(
  kind: KeyKind,
  version: number,
  key: Uint8Array,
  wrappingKey: Uint8Array,
  random: RandomBytes,
): RingRow {
  return { kind, version, value: encrypt(derive(wrappingKey, 'wrap'), key, bound(kind, version), random) }
}

/**
 * The keys that the rows of a ring hold.
 *
 * @throws Problem `key_wrong` before anything else is read, `key_ring_broken` when a key was altered or is missing.
 */
export function unwrapRing(rows: RingRow[], wrappingKey: Uint8Array): KeyRing {
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
