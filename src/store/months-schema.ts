import type { Generated } from 'kysely'
import type { EditorRole } from '../approval/editor.ts'
import type { NoticeKind, NoticeState } from '../delivery/notice.ts'
import type { OccasionKind, OccasionOutcome } from '../delivery/occasion.ts'

/** What a month needs besides the ledger. Times are epoch milliseconds; hashes and sealed values are bytes. */
export interface MonthTables {
  editors: {
    id: Generated<number>
    /** Vault.addressHash of the normalised address. */
    address_hash: Uint8Array
    /** Sealed for `editor:address:<hash in hex>`, and `editor:name:<hash in hex>`. */
    address: Uint8Array
    name: Uint8Array
    role: EditorRole
    /** JSON array. */
    languages: string
    created_at: number
  }
  approvals: {
    issue: string
    content_hash: string
    /** The editor's id, also after they were removed. */
    editor: number
    /** Sealed for `approval:<issue>:<content hash>:<editor>`. */
    name: Uint8Array
    role: EditorRole
    /** JSON of digests by part. */
    parts: string
    via: 'command' | 'page'
    at: number
    candidates: number | null
  }
  /** One-time links and the sessions they open, by the SHA-256 of their token. */
  sign_ins: {
    token_hash: Uint8Array
    kind: 'link' | 'session'
    editor: number
    /** Of a link: the issue whose page it leads to. */
    issue: string | null
    expires_at: number
  }
  notices: {
    key: string
    kind: NoticeKind
    state: NoticeState
    at: number
    /** When it was first handed over. */
    tried_at: number | null
    settled_at: number | null
    /** JSON of the message, for `notice:<key>`; null once it is settled. */
    sealed: Uint8Array | null
    error: string | null
  }
  occasions: {
    key: string
    kind: OccasionKind
    due_at: number
    outcome: OccasionOutcome
    issue: string | null
    /** When the outcome was noted. */
    at: number
  }
}
