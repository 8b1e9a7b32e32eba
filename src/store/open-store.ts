import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type DatabaseConstructor from 'better-sqlite3'
import { Kysely, type SqliteDatabase } from 'kysely'
import { migrateStore } from './migrate.ts'
import { storeEngineMissing } from './problems.ts'
import type { Schema } from './schema.ts'
import { ImmediateDialect, patiently } from './sqlite-dialect.ts'
import { convertStoreError } from './store-errors.ts'

const statementsMost = 200

/** The embedded store: the list and the ledger in one SQLite file. */
interface Store {
  db: Kysely<Schema>
  file: string
  close(): Promise<void>
}

/**
 * Open the store, making it (file 0600, new folders 0700) and bringing its schema up to date.
 * Several processes may hold it open at once.
 *
 * @param patienceMs how long a statement waits for another process's transaction before it is `store_locked`.
 *
 * @throws Problem `store_newer`, `store_readonly`, `store_locked`, `store_broken`, `store_full`, `store_failing` or
 * `store_engine_missing`; every query on `db` throws the same ones.
 */
export async function openStore(file: string, { patienceMs = 5000 } = {}): Promise<Store> {
  const convert = (error: unknown) => convertStoreError(error, file)
  const database = await openDatabase(file, convert, patienceMs)
  const db = new Kysely<Schema>({
    dialect: new ImmediateDialect(
      { database: keepPrepared(database) },
      {
        convert,
        patienceMs,
        inTransaction: () => database.inTransaction,
      },
    ),
  })
  try {
    await migrateStore(db, file)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return { db, file, close: () => db.destroy() }
}

async function openDatabase(
  file: string,
  convert: (error: unknown) => unknown,
  patienceMs: number,
): Promise<DatabaseConstructor.Database> {
  const Database = await loadEngine()
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    makeFile(file)
  } catch (error) {
    throw convert(error)
  }
  let database: DatabaseConstructor.Database
  try {
    // No timeout: waiting is done by `patiently`.
    database = new Database(file, { timeout: 0 })
  } catch (error) {
    // The native part is loaded here, at the first use.
    throw isLoadError(error) ? storeEngineMissing({ why: firstLine(error) }, { cause: error }) : convert(error)
  }
  try {
    await patiently(patienceMs, () => database.pragma('journal_mode = WAL'))
    // FULL: an armed batch must survive a power cut, or it could go out twice.
    database.pragma('synchronous = FULL')
    database.pragma('foreign_keys = ON')
    // An issue of a hundred thousand is written in thousands of small transactions: the log is folded back less often (32 MB),
    // and a few hot pages more are kept (8 MB).
    database.pragma('wal_autocheckpoint = 8000')
    database.pragma('cache_size = -8000')
    // Who was deleted is not left behind in the file's free pages.
    database.pragma('secure_delete = ON')
    return database
  } catch (error) {
    database.close()
    throw convert(error)
  }
}

/**
 * The engine with its statements kept, by their text: a send runs the same dozen ten thousand times. What is built from
 * lists of values differs in length, so those not used for longest go when there are many.
 */
function keepPrepared(database: DatabaseConstructor.Database): SqliteDatabase {
  const kept = new Map<string, DatabaseConstructor.Statement>()
  return {
    close: () => void database.close(),
    prepare(text) {
      const statement = kept.get(text) ?? database.prepare(text)
      kept.delete(text)
      kept.set(text, statement)
      const [oldest] = kept.keys()
      if (kept.size > statementsMost && oldest !== undefined) kept.delete(oldest)
      return statement
    },
  }
}

/**
 * Make the file with its mode where there is none. One that exists is never opened here: closing any descriptor of a file
 * drops every lock this process holds on it (POSIX fcntl), SQLite's own among them, and another program could then take
 * the log away under an open store.
 */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

async function loadEngine(): Promise<typeof DatabaseConstructor> {
  try {
    return (await import('better-sqlite3')).default
  } catch (error) {
    throw storeEngineMissing({ why: firstLine(error) }, { cause: error })
  }
}

/** The binding is absent, or was built for another Node or another machine. */
function isLoadError(error: unknown): boolean {
  const text = error instanceof Error ? `${'code' in error ? error.code : ''} ${error.message}` : ''
  return /ERR_DLOPEN_FAILED|MODULE_NOT_FOUND|bindings file|NODE_MODULE_VERSION/.test(text)
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return (text.split('\n')[0] ?? text).replace(/[.:]+$/, '')
}
