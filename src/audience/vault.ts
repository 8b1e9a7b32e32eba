/**
 * Everything keyed. Implemented by store/key-ring.ts over the key ring that WAYFORWARD_KEY wraps.
 * `purpose` is bound into the seal, so that a value cannot be moved to another column or row.
 */
export interface Vault {
  /** AES-256-GCM under the newest data key. */
  seal(plain: Uint8Array | string, purpose: string): Uint8Array
  /** @throws Problem `sealed_value_broken` when the bytes were altered or belong to another purpose. */
  open(sealed: Uint8Array, purpose: string): Buffer
  /** Keyed hash (HMAC-SHA-256, permanent index key) of a normalised address: 32 bytes. */
  addressHash(normalAddress: string): Buffer
  /** Keyed hash (HMAC-SHA-256, permanent index key) of words that may not appear in a story: 32 bytes, apart from any address's. */
  wordHash(normalWords: string): Buffer
  /** Key version, address hash and MAC, base64url. Outlives the subscriber's record; the newest link key signs. */
  linkToken(addressHash: Uint8Array): string
  /** The address hash of a token that any link key ever used has signed; undefined for anything else. */
  readLinkToken(token: string): Buffer | undefined
}

/** A vault that can tell what is left to seal anew after a new data key. */
export interface RotatingVault extends Vault {
  /** Whether a sealed value, or its first bytes, names the newest data key. */
  isCurrent(sealed: Uint8Array): boolean
}
