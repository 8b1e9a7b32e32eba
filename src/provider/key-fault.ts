/**
 * Why a key cannot be sent as an Idempotency-Key header, if so. An empty key is the dangerous one: the SDK then sends no
 * header at all, and a retry would be a second send. Resend takes 1 to 256 characters; a header takes ASCII.
 */
export function keyFault(key: string): string | undefined {
  if (key.length === 0) return 'The idempotency key is empty.'
  if (key.length > 256) return 'The idempotency key is longer than 256 characters.'
  if (!/^[\x21-\x7e]+$/.test(key)) return 'The idempotency key holds a space or a character outside ASCII.'
  return undefined
}
