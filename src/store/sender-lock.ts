import Database from 'better-sqlite3'
import { defineProblem } from '../problem/problem.ts'

const senderBusy = defineProblem<void>(
  'sender_busy',
  'error',
  () => 'Another `wayforward send` is running on this computer, and only one may send at a time.',
  () => 'Wait for it to finish; `wayforward status` shows how far it is. Nothing was sent twice.',
)

/**
 * Become the one sender of a workspace until released. The lock is a SQLite file held by `begin exclusive`: the kernel
 * frees it when the process dies, however it dies.
 *
 * @throws Problem `sender_busy` when another process holds it.
 */
export function takeSenderLock(file: string): { release(): void } {
  const database = new Database(file, { timeout: 0 })
  try {
    database.exec('begin exclusive')
  } catch (cause) {
    database.close()
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) {
      throw senderBusy(undefined, { cause })
    }
    throw cause
  }
  return {
    release() {
      database.exec('rollback')
      database.close()
    },
  }
}
