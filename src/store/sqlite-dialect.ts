import { setTimeout as delay } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  CompiledQuery as Query,
  type QueryResult,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'

/** Turns what the database engine throws into what this project throws. */
type ConvertError = (error: unknown) => unknown

interface Options {
  convert: ConvertError
  /** How long a statement waits for another writer before it fails. */
  patienceMs: number
  inTransaction: () => boolean
}

const pauseMs = 20

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')

/**
 * Repeat what fails because another connection is writing; it had no effect. SQLite's own wait (busy_timeout) stops the
 * whole process meanwhile, and for ever if the other connection belongs to it.
 */
export async function patiently<T>(patienceMs: number, work: () => T | Promise<T>): Promise<T> {
  for (let left = patienceMs; ; left -= pauseMs) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || left <= 0) throw error
    }
    await delay(pauseMs)
  }
}

class PatientConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection
  readonly #options: Options

  constructor(inner: DatabaseConnection, options: Options) {
    this.#inner = inner
    this.#options = options
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      return await patiently(this.#options.patienceMs, () => this.#inner.executeQuery<R>(query))
    } catch (error) {
      throw this.#options.convert(error)
    }
  }

  /** Not offered: writing while a SQLite stream is open waits for itself forever. Read keyset pages. */
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store is read in keyset pages, not streamed')
  }
}

/**
 * Transactions start with `begin immediate`: a deferred one that reads and then writes fails with SQLITE_BUSY_SNAPSHOT
 * as soon as another process writes in between, and busy_timeout does not help there.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #options: Options

  constructor(config: SqliteDialectConfig, options: Options) {
    super(config)
    this.#options = options
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return new PatientConnection(await super.acquireConnection(), this.#options)
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(Query.raw('begin immediate'))
  }

  /** On a full disk SQLite has rolled back by itself; a second rollback would fail and hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#options.inTransaction()) await super.rollbackTransaction(connection)
  }
}

/** Kysely's SQLite dialect with immediate transactions, patience, and this project's errors. */
export class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  readonly #options: Options

  constructor(config: SqliteDialectConfig, options: Options) {
    super(config)
    this.#config = config
    this.#options = options
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#config, this.#options)
  }
}
