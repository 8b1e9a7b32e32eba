import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { createAudienceStore } from '../../src/store/audience-store.ts'
import { openKeyRing } from '../../src/store/key-ring.ts'
import { openStore } from '../../src/store/open-store.ts'

export const wrappingKey = Buffer.alloc(32, 7)

const cleanups: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wayforward-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store that is closed after the test. */
export async function temporaryStore(file = join(temporaryFolder(), 'wayforward.db')) {
  const store = await openStore(file)
  cleanups.push(() => store.close())
  return store
}

/** A list of one's own. */
export async function temporaryList() {
  const store = await temporaryStore()
  const vault = await openKeyRing(store.db, wrappingKey)
  return { store, vault, audience: createAudienceStore(store.db, vault) }
}
