import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { normaliseAddress } from '../../src/audience/address.ts'
import type { Subscriber } from '../../src/audience/subscriber.ts'
import { freezeIssue } from '../../src/newsletter/freeze-issue.ts'
import type { PreparedIssue } from '../../src/newsletter/prepare-issue.ts'
import { createAudienceStore } from '../../src/store/audience-store.ts'
import { openKeyRing } from '../../src/store/key-ring.ts'
import { LedgerStore } from '../../src/store/ledger-store.ts'
import { openStore } from '../../src/store/open-store.ts'

const storeFile = 'wayforward.db'
const wrappingKey = Buffer.alloc(32, 1)
const pageSize = 1000
export const benchOrigin = 'https://news.example.org'

export async function openFrozenStore(folder: string) {
  const store = await openStore(join(folder, storeFile))
  const vault = await openKeyRing(store.db, wrappingKey)
  return { store, vault, audience: createAudienceStore(store.db, vault), ledger: new LedgerStore(store.db, vault) }
}

/** Everybody reads the source language and asked for nothing: one edition. */
function makeReader(index: number): Subscriber {
  return {
    address: normaliseAddress(`reader${index}@example.org`) ?? '',
    name: `Reader ${index}`,
    language: 'en',
    topics: [],
    consent: { at: '2024-01-01T00:00:00Z', source: 'made up' },
  }
}

/** Make a store in `folder` with that many readers, and the issue frozen for them. */
export async function makeFrozenStore(folder: string, readers: number, prepared: PreparedIssue): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const { store, vault, audience, ledger } = await openFrozenStore(folder)
  try {
    for (let from = 0; from < readers; from += pageSize) {
      const size = Math.min(pageSize, readers - from)
      const page = Array.from({ length: size }, (_, index) => makeReader(from + index))
      await audience.upsertSubscribers(page, Date.now())
    }
    const { frozen } = await freezeIssue({
      ...{ prepared, ledger, vault, origin: benchOrigin, endpoint: '', clock: Date },
      ...{ undoDelayMs: 0, receipt: 'bench' },
    })
    if (!frozen) throw new Error('not frozen')
  } finally {
    await store.close()
  }
}

/** A copy to be sent, as if it were new. */
export function copyStore(from: string, to: string): string {
  mkdirSync(to, { recursive: true })
  cpSync(join(from, storeFile), join(to, storeFile))
  return to
}
