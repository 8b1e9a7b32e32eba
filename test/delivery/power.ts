import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'

/** What a statement after the cut meets. Nothing in the project converts it, so it stops whatever is running. */
export class PowerCut extends Error {
  override name = 'PowerCut'
}

const storeFile = 'wayforward.db'

/**
 * The electricity of one process. It counts what the store's connection writes (every statement that is not a read,
 * `begin` and `commit` included) and fails before the one it is told to. What lay on the disk at that moment, the
 * write-ahead log as it was, is copied for the next process, and the dead one writes nothing any more.
 */
export class Power {
  /** Every write so far, as SQL. */
  readonly writes: string[] = []
  #cutBefore = Number.POSITIVE_INFINITY
  #rescue = ''
  #dead = false

  /** Where the next process finds the store after the cut. */
  get rescue(): string {
    return this.#rescue
  }

  get isCut(): boolean {
    return this.#dead
  }

  /** Fail before the `write`th write from now on (1 is the next); `rescue` becomes the folder the next process finds. */
  cutBefore(write: number, rescue: string): void {
    this.#cutBefore = this.writes.length + write
    this.#rescue = rescue
  }

  /** Called before a statement runs. */
  spend(database: Database.Database, sql: string, isWrite: boolean): void {
    if (this.#dead) throw new PowerCut('after the power cut')
    if (!isWrite) return
    if (this.writes.length + 1 < this.#cutBefore) {
      this.writes.push(sql)
      return
    }
    this.#dead = true
    leaveFiles(database.name, this.#rescue)
    database.close()
    throw new PowerCut(`power cut before: ${sql}`)
  }
}

/** As `kill -9` leaves them: without a rollback or a checkpoint. The shared-memory file is rebuilt by whoever opens. */
function leaveFiles(file: string, folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const name of [file, `${file}-wal`]) if (existsSync(name)) cpSync(name, join(folder, basename(name)))
}

/** Copy a closed store into a folder of its own. */
export function copyStore(from: string, to: string): string {
  leaveFiles(join(from, storeFile), to)
  return to
}

/**
 * Let every store opened from now on draw from `power`; returns how to stop. Hooked below everything of ours, so that
 * nothing that is written can be forgotten here.
 */
export function drawFrom(power: Power): () => void {
  const { prepare } = Database.prototype
  Database.prototype.prepare = function prepareCounted(this: Database.Database, source: string) {
    const statement = prepare.call(this, source)
    if (basename(this.name) !== storeFile || dirname(this.name) === '') return statement
    // SQLite calls a commit a read: it changes no row by itself.
    const isWrite = !statement.readonly || /^\s*(begin|commit)/i.test(source)
    for (const method of ['run', 'all'] as const) {
      const original = statement[method].bind(statement) as (...parameters: unknown[]) => unknown
      Object.defineProperty(statement, method, {
        value: (...parameters: unknown[]) => {
          power.spend(this, source, isWrite)
          return original(...parameters)
        },
      })
    }
    return statement
  } as typeof prepare
  return () => {
    Database.prototype.prepare = prepare
  }
}
