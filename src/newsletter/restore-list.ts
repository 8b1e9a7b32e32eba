import { existsSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Config } from '../config.ts'
import { Problem } from '../problem/problem.ts'
import { backupStore } from '../store/backup-store.ts'
import { stampOf } from '../store/durable-files.ts'
import { readKeyRing } from '../store/key-ring.ts'
import { isOpenElsewhere } from '../store/open-elsewhere.ts'
import { openStore } from '../store/open-store.ts'
import { backupUnusable, listExists, storeInUse } from '../store/problems.ts'
import { draftBackup, removeDraft } from '../store/restore-check.ts'
import { addNewerKeys, finishDraft, haltRestored, isSameList } from '../store/restore-draft.ts'
import { placeRestored, replaceDamaged, replaceRows } from '../store/restore-place.ts'
import type { KeyRing } from '../store/ring-vault.ts'
import { takeSenderLock } from '../store/sender-lock.ts'
import { readWrappingKeyFile } from '../store/wrapping-key.ts'
import { isKeyWrong, type KeySource, openRing, otherKeys } from './open-ring.ts'
import { dataPaths, hasList, keySource } from './workspace.ts'
import { resolveWrappingKey } from './wrapping-key.ts'
import { guardDisk } from './write-output.ts'

export interface RestoreOptions {
  file: string
  /** Take the place of the list that is there, which is kept under another name. */
  replace?: boolean
  /** Epoch milliseconds. */
  now: number
  warn: (message: string) => void
  /** Told before each change to what is there; the tests stop it at each. */
  onStep?: (step: RestoreStep) => void
}

export type RestoreStep = 'checked' | 'drafted' | 'kept' | 'placed'

export interface RestoreResult {
  /** Epoch milliseconds; undefined for a copy that `backup` did not write. */
  takenAt: number | undefined
  subscribers: number
  /** Issues that were not over, and are halted now until a person decides. */
  halted: string[]
  /** Where the list that was there is kept. */
  replaced?: string
  /**
   * People of the backup who had left the replaced list since, and stay away. Undefined when there was none to ask:
   * then they are back on the list.
   */
  stayedAway: number | undefined
}

/**
 * Put a backup in the place of the list, or where there is none. Nothing changes before it has proved to be whole, ours
 * and open to the key at hand; then the change is one step. Every issue that is not over is halted, since this ledger
 * does not know what was sent after the backup.
 *
 * @throws Problem list_exists, backup_unusable, sender_busy, store_in_use, key_wrong, key_missing, and those of the disk
 */
export async function restoreList(config: Config, options: RestoreOptions): Promise<RestoreResult> {
  const paths = dataPaths(config)
  const file = resolve(options.file)
  if (file === resolve(paths.store)) throw backupUnusable({ file, why: 'it is the list itself' })
  if (!existsSync(file)) throw backupUnusable({ file, why: 'there is no such file' })
  if (hasList(config) && !options.replace) throw listExists({ folder: config.dataFolder })
  const wrappingKey = resolveWrappingKey(config.key, paths.key, false, options.warn)
  await guardDisk(config.dataFolder, async () => void mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 }))
  // Nobody sends from a list that is about to be another one; and the draft has one writer.
  const lock = takeSenderLock(paths.senderLock)
  const draft = `${paths.store}.restoring`
  try {
    const takenAt = draftBackup(file, draft)
    options.onStep?.('checked')
    const replaced = hasList(config) ? await readReplaced(config) : undefined
    const prepared = await prepareDraft(config, { draft, takenAt, wrappingKey, replaced }, options)
    options.onStep?.('drafted')
    return { takenAt, ...prepared.counts, ...(await place(config, draft, prepared, options)) }
  } finally {
    removeDraft(draft)
    lock.release()
  }
}

interface Prepared {
  counts: Pick<RestoreResult, 'subscribers' | 'halted'>
  /** It is an older state of the list that is there: suppressions carry over. */
  sameList: boolean
  /** Whoever has the present list open can go on with the keys in memory. */
  sharesKeys: boolean
}

/** Bring the draft up to this version, to its keys, and to a halt. */
async function prepareDraft(
  config: Config,
  from: { draft: string; takenAt: number | undefined; wrappingKey: Uint8Array; replaced: KeyRing | undefined },
  { now }: RestoreOptions,
): Promise<Prepared> {
  const { draft, takenAt, replaced } = from
  const store = await openStore(draft)
  try {
    const { wrappingKey } = await openRing(store.db, from.wrappingKey, keySource(config))
    const ring = await readKeyRing(store.db, wrappingKey)
    const halted = await haltRestored(store.db, now, takenAt)
    const sameList = replaced !== undefined && isSameList(ring, replaced)
    const sharesKeys = sameList && (await addNewerKeys(store.db, ring, replaced, wrappingKey))
    const { count } = await store.db
      .selectFrom('subscribers')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    await finishDraft(store.db)
    return { counts: { subscribers: Number(count), halted }, sameList, sharesKeys }
  } finally {
    await store.close()
  }
}

/** The keys of the list that is there; undefined when it is damaged, newer, or of another key. */
async function readReplaced(config: Config): Promise<KeyRing | undefined> {
  const { store: file } = dataPaths(config)
  try {
    const store = await openStore(file)
    try {
      for (const key of keysAtHand(keySource(config))) {
        try {
          return await readKeyRing(store.db, key)
        } catch (error) {
          if (!isKeyWrong(error)) throw error
        }
      }
      return undefined
    } finally {
      await store.close()
    }
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/** A backup from before `rekey` is restored with the key of its time, so that the present one is the other. */
function keysAtHand(source: KeySource): Uint8Array[] {
  const keys = [{ ...source, key: undefined }, source].flatMap((each) => otherKeys(each))
  if (source.key !== undefined) return [resolveWrappingKey(source.key, source.file, false, () => undefined), ...keys]
  return existsSync(source.file) ? [readWrappingKeyFile(source.file), ...keys] : keys
}

async function place(
  config: Config,
  draft: string,
  { counts, sameList, sharesKeys }: Prepared,
  { now, onStep }: RestoreOptions,
): Promise<Pick<RestoreResult, 'subscribers' | 'replaced' | 'stayedAway'>> {
  const { store: file } = dataPaths(config)
  const { subscribers } = counts
  if (!existsSync(file)) {
    if (!placeRestored(draft, file)) throw listExists({ folder: config.dataFolder })
    onStep?.('placed')
    return { subscribers, stayedAway: undefined }
  }
  const replaced = `${file}.before-${stampOf(now)}`
  try {
    if (!sharesKeys && (await isOpenElsewhere(file))) throw storeInUse({ file })
    await backupStore(file, replaced, now)
    onStep?.('kept')
    const away = await replaceRows(file, draft, sameList)
    onStep?.('placed')
    return { subscribers: subscribers - away, replaced, stayedAway: sameList ? away : undefined }
  } catch (error) {
    if (!isUnreadable(error)) throw error
  }
  await replaceDamaged(draft, file, replaced)
  onStep?.('placed')
  return { subscribers, replaced, stayedAway: undefined }
}

/** What a backup is there to help with. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Problem && ['store_broken', 'store_newer', 'key_ring_broken'].includes(error.code)
}
