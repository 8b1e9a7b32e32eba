import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { keyFileUnusable, keyMalformed, keyMissing } from './problems.ts'
import type { RandomBytes } from './sealing.ts'

const keyBytes = 32

/**
 * The key that WAYFORWARD_KEY or a key file holds: 32 bytes in base64 or base64url.
 *
 * @param where what the person knows it by, for the problem. The text itself is never shown.
 * @throws Problem `key_malformed`
 */
export function readWrappingKey(text: string, where = 'WAYFORWARD_KEY'): Uint8Array {
  const trimmed = text.trim()
  const key = Buffer.from(trimmed, 'base64url')
  if (!/^[\w+/-]{43}=?$/.test(trimmed) || key.length !== keyBytes) throw keyMalformed({ where })
  return key
}

/**
 * The key in a key file.
 *
 * @throws Problem `key_missing` when there is no such file, `key_malformed` or `key_file_unusable`
 */
export function readWrappingKeyFile(file: string): Uint8Array {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw keyMissing({ file }, { cause: error })
    throw unusable(file, error)
  }
  return readWrappingKey(text, file)
}

/**
 * Make a key file (0600) with a new key, and return the key in it. When two processes do so at once, both return the key
 * of the one that was first; nobody reads half a file.
 *
 * @throws Problem `key_malformed` or `key_file_unusable`
 */
export function makeWrappingKeyFile(file: string, random: RandomBytes = randomBytes): Uint8Array {
  const draft = `${file}.${process.pid}.${Buffer.from(random(6)).toString('hex')}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(draft, `${Buffer.from(random(keyBytes)).toString('base64')}\n`, {
      flag: 'wx',
      mode: 0o600,
      flush: true,
    })
    try {
      linkSync(draft, file)
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error
    } finally {
      rmSync(draft, { force: true })
    }
  } catch (error) {
    throw unusable(file, error)
  }
  return readWrappingKeyFile(file)
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

const unusable = (file: string, error: unknown) =>
  keyFileUnusable({ file, why: error instanceof Error ? error.message : String(error) }, { cause: error })
