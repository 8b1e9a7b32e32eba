import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Problem } from '../problem/problem.ts'
import { placeNew, syncFile } from './durable-files.ts'
import { backupExists, backupUnwritable, storeBroken } from './problems.ts'
import { patiently } from './sqlite-dialect.ts'
import { convertStoreError } from './store-errors.ts'

/** What a backup holds: counts, and when it was taken (epoch milliseconds). */
export interface BackupContents {
  subscribers: number
  suppressed: number
  issues: number
  takenAt: number
}

/** The setting that says when a backup was taken; only backups have it. */
export const takenAtSetting = 'backup_taken_at'

/**
 * Write a copy of the store as it is at one moment, while others go on writing. It is built anew (`vacuum into`), so that
 * it holds nothing of what was deleted; the key is not in it. It gets its name when it is whole and on the disk.
 *
 * @throws Problem `backup_exists`, `backup_unwritable`, and those of a store that cannot be read
 */
export async function backupStore(file: string, target: string, now: number): Promise<BackupContents> {
  if (existsSync(target)) throw backupExists({ file: target })
  const draft = `${target}.${process.pid}.partial`
  let source: Database.Database | undefined
  try {
    const reading = new Database(file, { fileMustExist: true, timeout: 0 })
    source = reading
    // SQLite writes into an empty file, and this one is closed to everybody else from the start.
    writing(target, () => closeSync(openSync(draft, 'wx', 0o600)))
    await patiently(5000, () => copy(reading, draft, file, target))
    const contents = writing(target, () => note(draft, file, now))
    writing(target, () => syncFile(draft))
    if (!writing(target, () => placeNew(draft, target))) throw backupExists({ file: target })
    return contents
  } catch (error) {
    throw convertStoreError(error, file)
  } finally {
    source?.close()
    for (const rest of [draft, `${draft}-journal`]) if (existsSync(rest)) rmSync(rest)
  }
}

/** A damaged store is the store's fault; anything else that stops the copy is the backup's. */
function copy(source: Database.Database, draft: string, file: string, target: string): void {
  try {
    source.prepare('vacuum into ?').run(draft)
  } catch (error) {
    if (/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error))) throw convertStoreError(error, file)
    if (codeOf(error).startsWith('SQLITE_BUSY')) throw error
    throw writeProblem(error, target)
  }
}

/** Put the time into the finished copy, check it, and count. */
function note(draft: string, file: string, now: number): BackupContents {
  const database = new Database(draft)
  try {
    database.pragma('journal_mode = memory')
    const count = (query: string): number => Number(database.prepare(query).pluck().get())
    const hasTable = (name: string): boolean =>
      count(`select count(*) from sqlite_master where type = 'table' and name = '${name}'`) > 0
    const verdict = database.pragma('integrity_check', { simple: true })
    if (verdict !== 'ok') throw storeBroken({ file, why: 'it is damaged' })
    if (!hasTable('subscribers')) throw storeBroken({ file, why: 'it holds no list' })
    database.prepare('insert or replace into settings (key, value) values (?, ?)').run(takenAtSetting, String(now))
    return {
      subscribers: count('select count(*) from subscribers'),
      suppressed: count('select count(*) from suppressions'),
      // The first versions had no ledger.
      issues: hasTable('issues') ? count("select count(*) from issues where state <> 'freezing'") : 0,
      takenAt: now,
    }
  } finally {
    database.close()
  }
}

function writing<T>(target: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw writeProblem(error, target)
  }
}

const reasons: [pattern: RegExp, why: string][] = [
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'the disk is full'],
  [/^(ENOENT)/, 'there is no such folder'],
  [/^(ENOTDIR|EEXIST)/, 'a file stands in the place of its folder'],
  [/^(SQLITE_READONLY|SQLITE_CANTOPEN|EACCES|EPERM|EROFS)/, 'you may not write there'],
  [/^(SQLITE_IOERR|EIO|EFBIG)/, 'the disk reported an error, or had no more room'],
]

function writeProblem(error: unknown, target: string): unknown {
  if (error instanceof Problem) return error
  const why = reasons.find(([pattern]) => pattern.test(codeOf(error)))?.[1]
  return why ? backupUnwritable({ file: target, why }, { cause: error }) : error
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
