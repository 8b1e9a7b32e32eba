import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Bytes from a cryptographic source; injected so that tests can repeat themselves. */
export type RandomBytes = (size: number) => Uint8Array

const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM: iv, ciphertext, tag. `bound` is authenticated and not stored. */
export function encrypt(key: Uint8Array, plain: Uint8Array, bound: Uint8Array, random: RandomBytes): Buffer {
  const iv = random(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes }).setAAD(bound)
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The plain bytes, or undefined when anything was altered: the bytes, what they are bound to, or the key. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, bound: Uint8Array): Buffer | undefined {
  if (sealed.length < ivBytes + tagBytes) return undefined
  const iv = sealed.subarray(0, ivBytes)
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  decipher.setAAD(bound).setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const start = decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes))
  try {
    return Buffer.concat([start, decipher.final()])
  } catch {
    return undefined
  }
}
