import type { Kysely } from 'kysely'
import type { Vault } from '../audience/vault.ts'
import { createApprovalStore } from '../store/approval-store.ts'
import { createAudienceStore } from '../store/audience-store.ts'
import { createEditorStore } from '../store/editor-store.ts'
import { LedgerStore } from '../store/ledger-store.ts'
import { createNoticeStore } from '../store/notice-store.ts'
import { createOccasionStore } from '../store/occasion-store.ts'
import { createProofPictures } from '../store/picture-store.ts'
import type { Schema } from '../store/schema.ts'
import { createStoryStore } from '../store/story-store.ts'
import type { List } from './workspace.ts'

/** Everything a workspace keeps, over one open store. */
export function openStores(db: Kysely<Schema>, vault: Vault): Omit<List, 'vault' | 'close'> {
  return {
    audience: createAudienceStore(db, vault),
    ledger: new LedgerStore(db, vault),
    editors: createEditorStore(db, vault),
    approvals: createApprovalStore(db, vault),
    notices: createNoticeStore(db, vault),
    occasions: createOccasionStore(db),
    proofPictures: createProofPictures(db),
    stories: createStoryStore(db, vault),
  }
}
