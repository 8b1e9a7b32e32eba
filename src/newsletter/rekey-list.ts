import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Config } from '../config.ts'
import { countStaleBatches, resealOutbox } from '../provider/outbox/reseal-outbox.ts'
import { syncFolder } from '../store/durable-files.ts'
import { openKeyRing } from '../store/key-ring.ts'
import { isOpenElsewhere } from '../store/open-elsewhere.ts'
import { openStore } from '../store/open-store.ts'
import { newKeyMissing, newKeyUnexpected, newKeyUsed, rekeyBatchesOpen } from '../store/problems.ts'
import { countStale, resealStore } from '../store/reseal.ts'
import { beginRekey, countOldDataKeys, dropOldDataKeys, endRekey } from '../store/rewrap-ring.ts'
import type { Schema } from '../store/schema.ts'
import { takeSenderLock } from '../store/sender-lock.ts'
import { makeWrappingKeyFile, readWrappingKey } from '../store/wrapping-key.ts'
import { newKeyFile, openRing, placeKeyFile } from './open-ring.ts'
import { listMissing } from './problems.ts'
import { dataPaths, hasList, keySource } from './workspace.ts'
import { resolveWrappingKey } from './wrapping-key.ts'

/** What is durable when it is told; killed after any of them, the next run goes on from there. */
export type RekeyStep = 'begun' | 'store_page' | 'outbox_page' | 'key_file' | 'wrapped' | 'key_placed' | 'dropped'

export interface RekeyOptions {
  /** Change the keys that seal, and leave the one that wraps them. */
  dataOnly?: boolean
  now: number
  pageSize?: number
  warn: (message: string) => void
  /** @param rows sealed anew since the last step. */
  onStep?: (step: RekeyStep, rows: number) => void
}

export interface RekeyResult {
  /** Values of how many rows and outbox batches this run sealed anew. */
  resealed: number
  /** A run that was interrupted was gone on with. */
  resumed: boolean
  /** Where the new wrapping key is; absent with `dataOnly`. */
  wrapping?: { in: 'environment' } | { in: 'file'; file: string; before: string }
  /** Old data keys that were dropped, and those that wait until no other process has the list open. */
  dropped: number
  kept: number
}

/**
 * Change the keys of the list: a new data key, everything sealed with it anew, and a new key around the ring. The keys
 * that hash addresses and sign links never change, so every link that was ever mailed still works.
 *
 * Other processes may have the list open and seal with the old data key for as long as they live. An old key is dropped
 * only when nothing is sealed with it and nobody else has the store open: then nobody can have it in memory, and whoever
 * comes later reads the ring without it. Otherwise it stays, and the next rekey asks again.
 *
 * @throws Problem list_missing, sender_busy, rekey_batches_open, new_key_missing, new_key_unexpected, new_key_used, and
 * those of the list, its key and the outbox
 */
export async function rekeyList(config: Config, options: RekeyOptions): Promise<RekeyResult> {
  if (!hasList(config)) throw listMissing({ folder: config.dataFolder })
  const source = keySource(config)
  const newKey = options.dataOnly ? undefined : requireNewKey(config)
  const wrappingKey = resolveWrappingKey(config.key, source.file, false, options.warn)
  const paths = dataPaths(config)
  const lock = takeSenderLock(paths.senderLock)
  try {
    let resealed = 0
    const step = (name: RekeyStep, rows = 0): void => {
      resealed += rows
      options.onStep?.(name, rows)
    }
    const changed = await changeKeys({ config, options, wrappingKey, newKey, step })
    const { dropped, kept } = await dropUnused(config, changed.wrappingKey)
    step('dropped')
    return { resealed, resumed: changed.resumed, wrapping: changed.wrapping, dropped, kept }
  } finally {
    lock.release()
  }
}

interface Change {
  config: Config
  options: RekeyOptions
  wrappingKey: Uint8Array
  /** From the environment; where the key is a file, it is made here. */
  newKey: Uint8Array | undefined
  step: (name: RekeyStep, rows?: number) => void
}

async function changeKeys({ config, options, wrappingKey, newKey, step }: Change) {
  const { file } = keySource(config)
  const paths = dataPaths(config)
  const store = await openStore(paths.store)
  try {
    const { wrappingKey: present } = await openRing(store.db, wrappingKey, keySource(config))
    if (newKey && Buffer.from(newKey).equals(present)) throw newKeyUsed()
    await refuseOpenBatches(store.db)
    const resumed = await beginRekey(store.db, present, options.now)
    step('begun')
    const vault = await openKeyRing(store.db, present)
    await resealStore(store.db, vault, (rows) => step('store_page', rows), options.pageSize)
    if (existsSync(paths.outbox)) resealOutbox(paths.outbox, vault, (rows) => step('outbox_page', rows))
    if (options.dataOnly) {
      await endRekey(store.db)
      return { resumed, wrappingKey: present, wrapping: undefined }
    }
    const to = newKey ?? makeWrappingKeyFile(newKeyFile(file))
    if (!newKey) {
      // On the disk before the ring needs it.
      syncFolder(dirname(file))
      step('key_file')
    }
    await endRekey(store.db, { from: present, to })
    step('wrapped')
    if (newKey) return { resumed, wrappingKey: to, wrapping: { in: 'environment' } as const }
    const before = placeKeyFile(file, options.now)
    step('key_placed')
    return { resumed, wrappingKey: to, wrapping: { in: 'file', file, before } as const }
  } finally {
    await store.close()
  }
}

function requireNewKey({ key, newKey }: Config): Uint8Array | undefined {
  if (key === undefined) {
    if (newKey !== undefined) throw newKeyUnexpected()
    return undefined
  }
  if (newKey === undefined) throw newKeyMissing()
  const read = readWrappingKey(newKey, 'WAYFORWARD_NEW_KEY')
  if (Buffer.from(read).equals(readWrappingKey(key))) throw newKeyUsed()
  return read
}

/** A batch that is armed or held is to repeat its bytes, whatever happens; it is let be until it is settled. */
async function refuseOpenBatches(db: Kysely<Schema>): Promise<void> {
  const count = (state: 'armed' | 'held') => sql<number>`sum(case when state = ${state} then 1 else 0 end)`
  const open = await db
    .selectFrom('batches')
    .select(['issue', count('armed').as('armed'), count('held').as('held')])
    .where('state', 'in', ['armed', 'held'])
    .groupBy('issue')
    .orderBy('issue')
    .executeTakeFirst()
  if (open) throw rekeyBatchesOpen({ issue: open.issue, armed: Number(open.armed), held: Number(open.held) })
}

async function dropUnused(config: Config, wrappingKey: Uint8Array): Promise<{ dropped: number; kept: number }> {
  const paths = dataPaths(config)
  const openElsewhere = await isOpenElsewhere(paths.store)
  const store = await openStore(paths.store)
  try {
    const old = await countOldDataKeys(store.db)
    // What others sealed with an old key while this ran is found here.
    if (old === 0 || openElsewhere || (await countStale(store.db)) > 0) return { dropped: 0, kept: old }
    const vault = await openKeyRing(store.db, wrappingKey)
    if (existsSync(paths.outbox) && countStaleBatches(paths.outbox, vault) > 0) return { dropped: 0, kept: old }
    const dropped = await dropOldDataKeys(store.db)
    return { dropped, kept: 0 }
  } finally {
    await store.close()
  }
}
