import { createHmac, timingSafeEqual } from 'node:crypto'
import type { RotatingVault } from '../audience/vault.ts'
import type { KeyKind } from './audience-schema.ts'
import { keyRingBroken, sealedValueBroken } from './problems.ts'
import { decrypt, encrypt, type RandomBytes } from './sealing.ts'

/** Unwrapped keys by version. */
export type KeyRing = Record<KeyKind, Map<number, Uint8Array>>

/** What seals and tokens begin with: a format byte, then the version of the key, big-endian. */
const format = 1
const headerBytes = 3
const hashBytes = 32
const macBytes = 16

/** What every value begins with that was sealed with this version of the data key. */
export function sealHeader(keyVersion: number): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  bytes.writeUInt8(format, 0)
  bytes.writeUInt16BE(keyVersion, 1)
  return bytes
}

/** The version of the key, if the bytes begin like ours. */
function keyVersionOf(bytes: Uint8Array): number | undefined {
  if (bytes.length < headerBytes || bytes[0] !== format) return undefined
  return Buffer.from(bytes.buffer, bytes.byteOffset, headerBytes).readUInt16BE(1)
}

function newest(keys: Map<number, Uint8Array>, kind: KeyKind): [version: number, key: Uint8Array] {
  const version = Math.max(...keys.keys())
  const key = keys.get(version)
  if (!key) throw keyRingBroken({ what: `there is no ${kind} key` })
  return [version, key]
}

/** A Vault over the unwrapped keys of one store. */
export class RingVault implements RotatingVault {
  #ring: KeyRing
  readonly #random: RandomBytes
  readonly #reload: (() => KeyRing) | undefined

  /** @param reload reads the ring again, for values sealed with a key that came after this one was read. */
  constructor(ring: KeyRing, random: RandomBytes, reload?: () => KeyRing) {
    this.#ring = ring
    this.#random = random
    this.#reload = reload
  }

  seal(plain: Uint8Array | string, purpose: string): Buffer {
    const [version, key] = newest(this.#ring.data, 'data')
    const start = sealHeader(version)
    return Buffer.concat([start, encrypt(key, Buffer.from(plain), sealBound(start, purpose), this.#random)])
  }

  open(sealed: Uint8Array, purpose: string): Buffer {
    const version = keyVersionOf(sealed)
    if (version !== undefined && !this.#ring.data.has(version) && this.#reload) this.#ring = this.#reload()
    const key = version === undefined ? undefined : this.#ring.data.get(version)
    const start = sealed.subarray(0, headerBytes)
    const plain = key && decrypt(key, sealed.subarray(headerBytes), sealBound(start, purpose))
    // The part before the hash is enough to find the place, and names nobody.
    if (!plain) throw sealedValueBroken({ purpose: purpose.replace(/:[0-9a-f]{16,}$/, '') })
    return plain
  }

  isCurrent(sealed: Uint8Array): boolean {
    return keyVersionOf(sealed) === newest(this.#ring.data, 'data')[0]
  }

  addressHash(normalAddress: string): Buffer {
    const [, key] = newest(this.#ring.index, 'index')
    return createHmac('sha256', key).update('wf address v1\0').update(normalAddress, 'utf8').digest()
  }

  wordHash(normalWords: string): Buffer {
    const [, key] = newest(this.#ring.index, 'index')
    return createHmac('sha256', key).update('wf word v1\0').update(normalWords, 'utf8').digest()
  }

  linkToken(addressHash: Uint8Array): string {
    if (addressHash.length !== hashBytes) throw new RangeError(`an address hash has ${hashBytes} bytes`)
    const [version, key] = newest(this.#ring.link, 'link')
    const signed = Buffer.concat([sealHeader(version), addressHash])
    return Buffer.concat([signed, linkMac(key, signed)]).toString('base64url')
  }

  readLinkToken(token: string): Buffer | undefined {
    const length = headerBytes + hashBytes + macBytes
    // A multiple of three bytes, so that every token has exactly one spelling.
    if (token.length !== (length / 3) * 4 || !/^[\w-]+$/.test(token)) return undefined
    const bytes = Buffer.from(token, 'base64url')
    const version = keyVersionOf(bytes)
    const key = version === undefined ? undefined : this.#ring.link.get(version)
    if (!key) return undefined
    const signed = bytes.subarray(0, headerBytes + hashBytes)
    return timingSafeEqual(linkMac(key, signed), bytes.subarray(headerBytes + hashBytes))
      ? Buffer.from(signed.subarray(headerBytes))
      : undefined
  }
}

function sealBound(start: Uint8Array, purpose: string): Buffer {
  return Buffer.concat([Buffer.from('wf seal v1\0'), start, Buffer.from(purpose)])
}

function linkMac(key: Uint8Array, signed: Uint8Array): Buffer {
  return createHmac('sha256', key).update('wf link v1\0').update(signed).digest().subarray(0, macBytes)
}
