import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { migrations } from './migrations/index.ts'
import { storeBroken } from './problems.ts'
import { patiently } from './sqlite-dialect.ts'
import { convertStoreError } from './store-errors.ts'

/** How a store is, without a key and without changing it. */
export interface StoreInspection {
  bytes: number
  /** Steps of this version's schema that have not run: the next command runs them. */
  behind: string[]
  /** Steps that this version does not know: a newer one ran them. */
  newer: string[]
  /** What SQLite finds wrong with it; undefined when nothing is. */
  damage?: string
  /** False when there was no time to look at all of it. */
  wholly: boolean
  /** When `backup` last copied it, epoch milliseconds. */
  backupAt?: number
}

/** The setting that says when the store was last backed up; a restored one has that of the list it was. */
const backupSetting = 'backup'

/**
 * Look at a store, its tables one by one until the time is up. Nothing is written.
 *
 * @throws Problem `store_broken`, `store_locked`, `store_readonly` and the others of a store that cannot be read
 */
export async function inspectStore(file: string, budgetMs = 3000, now = Date.now): Promise<StoreInspection> {
  const until = now() + budgetMs
  let database: Database.Database | undefined
  try {
    const reading = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 })
    database = reading
    return await patiently(budgetMs, () => inspect(reading, file, () => now() < until))
  } catch (error) {
    throw convertStoreError(error, file)
  } finally {
    database?.close()
  }
}

function inspect(database: Database.Database, file: string, hasTime: () => boolean): StoreInspection {
  const tables = database.prepare("select name from sqlite_master where type = 'table'").pluck().all().map(String)
  if (!tables.includes('schema_steps')) throw storeBroken({ file, why: 'it belongs to another program' })
  const done = database.prepare('select name from schema_steps').pluck().all().map(String)
  const known = Object.keys(migrations)
  let wholly = true
  let damage: string | undefined
  for (const table of tables) {
    // A table's check cannot be stopped on its way; those of a large list take a second or two.
    wholly = hasTime()
    if (!wholly || damage !== undefined) break
    const verdict = database.pragma(`quick_check('${table.replaceAll("'", "''")}')`, { simple: true })
    if (verdict !== 'ok') damage = String(verdict)
  }
  const noted = tables.includes('settings')
    ? database.prepare('select value from settings where key = ?').pluck().get(backupSetting)
    : undefined
  return {
    bytes: statSync(file).size,
    behind: known.filter((name) => !done.includes(name)),
    newer: done.filter((name) => !known.includes(name)),
    wholly,
    ...(damage !== undefined && { damage }),
    ...(typeof noted === 'string' && { backupAt: Number(noted) }),
  }
}

/**
 * Note that the store was backed up.
 *
 * @throws Problem `store_locked`, `store_readonly` and the others of a store that cannot be written
 */
export async function noteBackup(file: string, now: number): Promise<void> {
  let database: Database.Database | undefined
  try {
    const writing = new Database(file, { fileMustExist: true, timeout: 0 })
    database = writing
    await patiently(5000, () =>
      writing.prepare('insert or replace into settings (key, value) values (?, ?)').run(backupSetting, String(now)),
    )
  } catch (error) {
    throw convertStoreError(error, file)
  } finally {
    database?.close()
  }
}

/** Whether a process holds the sender lock of this workspace just now. It is looked at, not taken. */
export function isSenderBusy(file: string): boolean {
  let database: Database.Database | undefined
  try {
    database = new Database(file, { readonly: true, fileMustExist: true, timeout: 0 })
    database.prepare('select count(*) from sqlite_master').get()
    return false
  } catch (error) {
    // No file: nobody ever sent. Anything else is told when somebody sends.
    return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
  } finally {
    database?.close()
  }
}
