import { chmodSync } from 'node:fs'
import Database from 'better-sqlite3'
import { senderBusy, senderLockUnusable } from './problems.ts'

/**
 * Become the one sender of a workspace until released. The lock is a SQLite file held by `begin exclusive`: the kernel
 * frees it when the process dies, however it dies.
 *
 * @throws Problem `sender_busy` when another process holds it, `sender_lock_unusable` when the file cannot be locked
 */
export function takeSenderLock(file: string): { release(): void } {
  let database: Database.Database | undefined
  try {
    database = new Database(file, { timeout: 0 })
    chmodSync(file, 0o600)
    database.exec('begin exclusive')
    // On a file that may only be read, SQLite begins without a word and locks nobody out. Writing tells.
    database.exec('create table if not exists sender (id integer)')
    database.exec('insert into sender values (1)')
  } catch (cause) {
    database?.close()
    const code = cause instanceof Database.SqliteError ? cause.code : ''
    if (code.startsWith('SQLITE_BUSY')) throw senderBusy(undefined, { cause })
    throw senderLockUnusable({ file }, { cause })
  }
  const held = database
  return {
    release() {
      held.exec('rollback')
      held.close()
    },
  }
}
