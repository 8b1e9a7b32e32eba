import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { outboxDamaged, outboxNewer, outboxNotWritable } from '../problems.ts'

const version = 1

const schema = `
  create table batch (
    seq integer primary key,
    key text not null unique,
    issue text not null,
    accepted_at integer not null,
    count integer not null,
    -- Sealed sha256 of the body: a bare hash of a mail to one person could be guessed.
    digest blob not null,
    -- Sealed body; null once cleared. The row stays: the same key must never be accepted a second time.
    body blob
  ) strict;
  create index batch_issue on batch (issue, seq);
  create table delivery (
    number integer primary key,
    id text not null unique,
    batch integer not null references batch (seq),
    position integer not null,
    unique (batch, position)
  ) strict;
`

/** Open or make the outbox's own file: durable on every commit, overwritten where something was deleted. */
export function openDatabase(file: string, busyMs: number): Database.Database {
  let database: Database.Database | undefined
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    makeFile(file)
    database = new Database(file, { timeout: busyMs })
    prepare(database, file)
    return database
  } catch (error) {
    database?.close()
    throw readStorageError(error, file)
  }
}

/** Nobody else reads it. One that exists is not opened: closing any descriptor drops every lock of this process on it (POSIX). */
function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

function prepare(database: Database.Database, file: string): void {
  const found = versionOf(database)
  if (found > version) throw outboxNewer({ file })
  // Takes locks, so only for a new file: reading must be possible while a send writes.
  if (found === 0) {
    // Before the first table, or it has no effect: cleared issues give their room back.
    database.pragma('auto_vacuum = incremental')
    database.pragma('journal_mode = wal')
    const create = database.transaction(() => {
      if (versionOf(database) === 0) database.exec(`${schema}; pragma user_version = ${version};`)
    })
    create.immediate()
  }
  database.pragma('synchronous = full')
  database.pragma('journal_size_limit = 4194304')
  database.pragma('secure_delete = on')
  database.pragma('foreign_keys = on')
}

function versionOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/** The SQLite or system error code of whatever was thrown. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return ''
  const code: unknown = Reflect.get(error, 'code')
  return typeof code === 'string' ? code : ''
}

/** What the system or SQLite reports, as a problem a person can act on; anything else as it is. */
export function readStorageError(error: unknown, file: string): unknown {
  const code = errorCode(error)
  const damaged = code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
  if (damaged) return outboxDamaged({ file }, { cause: error })
  const reason = writeReason(code)
  return reason ? outboxNotWritable({ file, reason }, { cause: error }) : error
}

function writeReason(code: string): string | undefined {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return 'the disk is full'
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return 'the disk or the file is read-only'
  if (code.startsWith('SQLITE_CANTOPEN') || code === 'EACCES' || code === 'EPERM') return 'access is denied'
  if (code === 'ENOTDIR' || code === 'EEXIST') return 'a file is where its folder should be'
  if (code.startsWith('SQLITE_BUSY')) return 'another program holds it'
  if (code.startsWith('SQLITE_IOERR')) return 'the disk reports an error'
  return undefined
}
