import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { makeWrappingKeyFile, readWrappingKey, readWrappingKeyFile } from '../store/wrapping-key.ts'
import { folderIsFile } from './disk-problems.ts'

/**
 * The key that wraps the key ring: WAYFORWARD_KEY, else the file beside the store, else a new file for a new store.
 *
 * @throws Problem key_malformed, key_missing (a store without any key is not given a new one: it could not be read),
 * folder_is_file
 */
export function resolveWrappingKey(
  key: string | undefined,
  file: string,
  isNew: boolean,
  warn: (message: string) => void,
): Uint8Array {
  requireFolder(dirname(file))
  if (key !== undefined) return readWrappingKey(key)
  if (!isNew) return readWrappingKeyFile(file)
  const made = makeWrappingKeyFile(file)
  warn(
    `WAYFORWARD_KEY is not set, so a key was made in ${file}. Keep a copy of it apart from the list: ` +
      'without it nobody can read the list, and with it anybody can.',
  )
  return made
}

/** The data folder may be missing yet, but no file may stand in its place. */
function requireFolder(folder: string): void {
  try {
    if (statSync(folder).isDirectory()) return
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOTDIR')) return
  }
  throw folderIsFile({ path: folder })
}
