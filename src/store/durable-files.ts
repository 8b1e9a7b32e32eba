import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** Have what a file holds survive a power cut. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Have the names in a folder survive a power cut, as far as its file system can promise that. */
export function syncFolder(folder: string): void {
  let handle: number | undefined
  try {
    handle = openSync(folder, 'r')
    fsyncSync(handle)
  } catch {
    // Windows and some network drives know no such thing.
  } finally {
    if (handle !== undefined) closeSync(handle)
  }
}

/**
 * Give a finished file its name, never over another one.
 *
 * @returns false when the name is taken; the draft stays then.
 */
export function placeNew(draft: string, file: string): boolean {
  try {
    linkSync(draft, file)
    rmSync(draft)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    // USB sticks and shares often have no second names. Between asking and renaming, another program could take it.
    if (existsSync(file)) return false
    renameSync(draft, file)
  }
  syncFolder(dirname(file))
  return true
}

/** Keep a file under a second name, which must be free, whatever becomes of the first one. */
export function keepAs(file: string, other: string): void {
  try {
    linkSync(file, other)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw error
    // As above: not every disk can.
    copyFileSync(file, other, constants.COPYFILE_EXCL)
    syncFile(other)
  }
}

/** A moment as part of a file's name: 2024-10-01-120000, in UTC. */
export function stampOf(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
}
