import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits in base64url. */
const token = /^[\w-]{43}$/

export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the store keeps of a token; undefined for what cannot be one. */
export function hashToken(text: string): Buffer | undefined {
  return token.test(text) ? createHash('sha256').update(text).digest() : undefined
}

/**
 * What a session's forms carry: made from its token, which other sites cannot read, so nothing has to be kept; it does not
 * lead back to it.
 */
export function formTokenOf(session: string): string {
  return createHash('sha256').update('wf form v1\0').update(session).digest('base64url')
}

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function sameText(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
