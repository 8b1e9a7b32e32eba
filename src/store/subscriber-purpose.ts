/**
 * The purpose a subscriber's value is sealed for. It names the address hash, so that a sealed value cannot be moved to
 * another person's row.
 */
export function subscriberPurpose(column: 'address' | 'name', addressHash: Uint8Array): string {
  return `subscriber:${column}:${Buffer.from(addressHash).toString('hex')}`
}
