import type { Generated } from 'kysely'
import type { SuppressionReason } from '../audience/subscriber.ts'

/** Times are epoch milliseconds; hashes and sealed values are bytes. */
export interface AudienceTables {
  subscribers: {
    id: Generated<number>
    /** Vault.addressHash of the normalised address. */
    address_hash: Uint8Array
    /** Sealed for `subscriberPurpose('address', address_hash)`. */
    address: Uint8Array
    /** Sealed for `subscriberPurpose('name', address_hash)`. */
    name: Uint8Array | null
    language: string
    region: string | null
    consent_at: number
    consent_source: string
    consent_wording: string | null
    created_at: number
    /** Until when this person asked not to be mailed. */
    paused_until: number | null
    /** The import this person came with. */
    import_id: number | null
  }
  subscriber_topics: { topic: string; subscriber_id: number }
  suppressions: { address_hash: Uint8Array; reason: SuppressionReason; at: number }
  /** `value` is the wrapped key, or, of kind `check`, what recognises the wrapping key. */
  key_ring: { kind: 'check' | KeyKind; version: number; value: Uint8Array }
  settings: { key: string; value: string }
}

/** `data` keys seal, the one `index` key hashes addresses, `link` keys sign links. */
export type KeyKind = 'data' | 'index' | 'link'
