import { createHash } from 'node:crypto'
import type { Recipient } from '../../src/delivery/batch.ts'
import { benchOrigin } from './frozen-store.ts'

/** Recipients as a ledger opens them, made up. */
export function makeRecipients(count: number): Recipient[] {
  return Array.from({ length: count }, (_, index) => {
    const addressHash = createHash('sha256').update(String(index)).digest()
    const token = Buffer.concat([addressHash, addressHash.subarray(0, 18)]).toString('base64url')
    const address = `reader${index}@example.org`
    const links = { unsubscribe: `${benchOrigin}/u/${token}`, preferences: `${benchOrigin}/p/${token}` }
    return { addressHash, values: { address, name: `Reader ${index}`, ...links } }
  })
}
