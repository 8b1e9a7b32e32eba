import Database from 'better-sqlite3'
import { patiently } from './sqlite-dialect.ts'
import { convertStoreError } from './store-errors.ts'

/**
 * Whether another connection, of this process or another, has the store open and has read from it: SQLite leaves the
 * write-ahead log only when nobody else has. Whoever opens the store later reads what is in it now.
 *
 * @throws Problem `store_broken` and the others of a store that cannot be opened
 */
export async function isOpenElsewhere(file: string, patienceMs = 200): Promise<boolean> {
  let database: Database.Database | undefined
  try {
    const asking = new Database(file, { fileMustExist: true, timeout: 0 })
    database = asking
    await patiently(patienceMs, () => asking.pragma('journal_mode = delete'))
    return false
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return true
    throw convertStoreError(error, file)
  } finally {
    database?.close()
  }
}
