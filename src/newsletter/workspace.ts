import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ApprovalStore } from '../approval/approval.ts'
import type { EditorStore } from '../approval/editor.ts'
import type { AudienceStore } from '../audience/audience-store.ts'
import type { Vault } from '../audience/vault.ts'
import type { Config } from '../config.ts'
import type { Ledger } from '../delivery/ledger.ts'
import type { NoticeStore } from '../delivery/notice.ts'
import type { OccasionStore } from '../delivery/occasion.ts'
import type { ProofPictures } from '../delivery/proof-pictures.ts'
import type { StoryStore } from '../stories/story-store.ts'

/** Where things are kept below the data folder. */
export function dataPaths(config: Config) {
  const file = (name: string): string => join(config.dataFolder, name)
  return {
    store: file('wayforward.db'),
    outbox: file('outbox.db'),
    senderLock: file('sender.lock'),
    key: file('key'),
    build: file('build'),
    cache: file('cache'),
  }
}

/** Where this workspace's key may be found. */
export function keySource(config: Config) {
  return { key: config.key, newKey: config.newKey, file: dataPaths(config).key }
}

/** The list and the ledger, open. Close it, or the process stays alive. */
export interface List {
  audience: AudienceStore
  ledger: Ledger
  editors: EditorStore
  approvals: ApprovalStore
  notices: NoticeStore
  occasions: OccasionStore
  proofPictures: ProofPictures
  stories: StoryStore
  vault: Vault
  close(): Promise<void>
}

/** Whether this workspace holds a list; without one, issues are still written, checked and built. */
export function hasList(config: Config): boolean {
  return existsSync(dataPaths(config).store)
}

/**
 * Open the list, creating it on first use. Without WAYFORWARD_KEY a key file is made beside it, and `warn` is told so.
 *
 * @throws Problem key_wrong, key_missing, key_malformed, store_newer, store_readonly, store_locked, store_broken
 */
export async function openList(config: Config, warn: (message: string) => void): Promise<List> {
  const [{ openStore }, { openRing }, { openStores }, { resolveWrappingKey }] = await Promise.all([
    import('../store/open-store.ts'),
    import('./open-ring.ts'),
    import('./open-stores.ts'),
    import('./wrapping-key.ts'),
  ])
  const paths = dataPaths(config)
  const isNew = !existsSync(paths.store)
  const wrappingKey = resolveWrappingKey(config.key, paths.key, isNew, warn)
  const store = await openStore(paths.store)
  try {
    const { vault } = await openRing(store.db, wrappingKey, keySource(config))
    return { ...openStores(store.db, vault), vault, close: () => store.close() }
  } catch (error) {
    await store.close()
    throw error
  }
}
