import { randomBytes } from 'node:crypto'
import { existsSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Kysely } from 'kysely'
import type { RotatingVault } from '../audience/vault.ts'
import { Problem } from '../problem/problem.ts'
import { keepAs, stampOf, syncFolder } from '../store/durable-files.ts'
import { openKeyRing } from '../store/key-ring.ts'
import { keyFileUnusable, keyWrong } from '../store/problems.ts'
import type { Schema } from '../store/schema.ts'
import { readWrappingKey, readWrappingKeyFile } from '../store/wrapping-key.ts'

/** Where a list's key may be found: WAYFORWARD_KEY and WAYFORWARD_NEW_KEY as written, else the key file. */
export interface KeySource {
  key: string | undefined
  newKey: string | undefined
  file: string
}

export interface OpenedRing {
  vault: RotatingVault
  /** The key that wraps the ring: the one given, or the one `rekey` has put in its place. */
  wrappingKey: Uint8Array
}

/** The file in which `rekey` lays down the key it is about to change to. */
export const newKeyFile = (file: string): string => `${file}.new`

/**
 * Open the key ring with the key at hand, or with the one that `rekey` changed to: it may be running, or have been killed
 * before it could give the new key file its name, which is done here then.
 *
 * @throws Problem `key_wrong`, `key_ring_broken`
 */
export async function openRing(db: Kysely<Schema>, wrappingKey: Uint8Array, source: KeySource): Promise<OpenedRing> {
  const others = (): Uint8Array[] => otherKeys(source)
  const open = async (key: Uint8Array): Promise<OpenedRing> => ({
    vault: await openKeyRing(db, key, randomBytes, others),
    wrappingKey: key,
  })
  try {
    return await open(wrappingKey)
  } catch (error) {
    if (!isKeyWrong(error)) throw error
    for (const key of others()) {
      try {
        const opened = await open(key)
        settleKeyFile(source, key)
        return opened
      } catch (next) {
        if (!isKeyWrong(next)) throw next
      }
    }
    throw error
  }
}

/** Read anew at every call, the newer first: `rekey` renames it over the older. */
export function otherKeys({ key, newKey, file }: KeySource): Uint8Array[] {
  if (key !== undefined) return newKey === undefined ? [] : [readWrappingKey(newKey, 'WAYFORWARD_NEW_KEY')]
  return [newKeyFile(file), file].flatMap((name) => {
    try {
      return [readWrappingKeyFile(name)]
    } catch {
      return []
    }
  })
}

/** Give the new key file its name if it holds the key that proved right. A folder that may not be written can wait. */
function settleKeyFile({ key, file }: KeySource, proved: Uint8Array): void {
  if (key !== undefined || !existsSync(newKeyFile(file))) return
  try {
    if (Buffer.from(readWrappingKeyFile(newKeyFile(file))).equals(proved)) placeKeyFile(file, Date.now())
  } catch {
    // Another process did it at the same moment, or the next one will.
  }
}

/**
 * Put the new key file in the old one's place, and keep the old one beside it under another name: backups from before
 * need it. Returns that name.
 *
 * @throws Problem `key_file_unusable`
 */
export function placeKeyFile(file: string, now: number): string {
  const kept = `${file}.before-${stampOf(now)}`
  try {
    if (!existsSync(kept)) keepAs(file, kept)
    renameSync(newKeyFile(file), file)
  } catch (cause) {
    throw keyFileUnusable({ file, why: cause instanceof Error ? cause.message : String(cause) }, { cause })
  }
  syncFolder(dirname(file))
  return kept
}

export function isKeyWrong(error: unknown): boolean {
  return error instanceof Problem && error.code === keyWrong.code
}
