import { makeWrappingKeyFile, readWrappingKey, readWrappingKeyFile } from '../store/wrapping-key.ts'

/**
 * The key that wraps the key ring: WAYFORWARD_KEY, else the file beside the store, else a new file for a new store.
 *
 * @throws Problem key_malformed, key_missing (a store without any key is not given a new one: it could not be read)
 */
export function resolveWrappingKey(
  key: string | undefined,
  file: string,
  isNew: boolean,
  warn: (message: string) => void,
): Uint8Array {
  if (key !== undefined) return readWrappingKey(key)
  if (!isNew) return readWrappingKeyFile(file)
  const made = makeWrappingKeyFile(file)
  warn(
    `WAYFORWARD_KEY is not set, so a key was made in ${file}. Keep a copy of it apart from the list: ` +
      'without it nobody can read the list, and with it anybody can.',
  )
  return made
}
