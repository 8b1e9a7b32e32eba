import { chmodSync, copyFileSync, existsSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Problem } from '../problem/problem.ts'
import { takenAtSetting } from './backup-store.ts'
import { migrations } from './migrations/index.ts'
import { backupUnusable } from './problems.ts'
import { convertStoreError } from './store-errors.ts'

/** A database copied by hand may have its newest part beside it. */
const sidecars = ['', '-wal', '-journal']

/** Remove a draft and what SQLite lays beside it. */
export function removeDraft(draft: string): void {
  for (const end of [...sidecars, '-shm']) rmSync(`${draft}${end}`, { force: true })
}

/**
 * Copy a backup to where it will be needed and find out whether it is whole, ours, and of a version that is known. The
 * backup itself is only read.
 *
 * @returns when it was taken (epoch milliseconds); undefined for a file that `backup` did not write.
 * @throws Problem `backup_unusable`; `store_full` and the like for the draft
 */
export function draftBackup(file: string, draft: string): number | undefined {
  removeDraft(draft)
  if (!existsSync(file)) throw backupUnusable({ file, why: 'there is no such file' })
  try {
    for (const end of sidecars) {
      if (!existsSync(`${file}${end}`)) continue
      copyFileSync(`${file}${end}`, `${draft}${end}`)
      chmodSync(`${draft}${end}`, 0o600)
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (['EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'EIO'].includes(code)) {
      throw backupUnusable({ file, why: `it cannot be read (${code})` }, { cause: error })
    }
    throw convertStoreError(error, draft)
  }
  const unusable = (why: string, cause?: unknown): Problem => backupUnusable({ file, why }, { cause })
  let database: Database.Database | undefined
  try {
    database = new Database(draft)
    return check(database, unusable)
  } catch (error) {
    const converted = convertStoreError(error, draft)
    if (converted instanceof Problem && converted.code === 'store_broken') {
      throw unusable('it is damaged, or no backup of a list', error)
    }
    throw converted
  } finally {
    database?.close()
  }
}

function check(database: Database.Database, unusable: (why: string) => Problem): number | undefined {
  const tables = database.prepare("select name from sqlite_master where type = 'table'").pluck().all()
  if (!['schema_steps', 'subscribers', 'settings', 'key_ring'].every((name) => tables.includes(name))) {
    throw unusable('it is no backup of a list')
  }
  if (database.pragma('integrity_check', { simple: true }) !== 'ok') throw unusable('it is damaged')
  const steps = database.prepare('select name from schema_steps').pluck().all()
  const newer = steps.filter((name) => !Object.keys(migrations).includes(String(name)))
  if (newer.length > 0) throw unusable(`a newer version of Wayforward wrote it (${newer.join(', ')}): update this one`)
  // Without one, opening would make a new one.
  if (!database.prepare('select 1 from key_ring').get()) throw unusable('it has no keys, so nobody in it can be read')
  const takenAt = database.prepare('select value from settings where key = ?').pluck().get(takenAtSetting)
  return typeof takenAt === 'string' ? Number(takenAt) : undefined
}
