import type { Outcome } from '../../delivery/provider.ts'
import { errorCode } from './database.ts'

/**
 * What a failed write proves. SQLite rolls back on a full or read-only disk, so nothing was accepted; after an I/O error
 * while committing, only asking again under the same key tells. Undefined for anything else: that is a bug.
 */
export function storageOutcome(error: unknown): Outcome | undefined {
  const code = errorCode(error)
  if (code.startsWith('SQLITE_BUSY')) return { kind: 'later', retryAfterMs: 1000, error: 'outbox_busy' }
  if (code === 'SQLITE_FULL') return refused('outbox_disk_full', 'The disk is full. Make room, then run send again.')
  if (code.startsWith('SQLITE_READONLY')) {
    return refused('outbox_read_only', 'The outbox became read-only. Make it writable, then run send again.')
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return refused('outbox_damaged', 'The outbox file is damaged. Put back a backup, then run send again.')
  }
  if (code.startsWith('SQLITE_IOERR')) {
    return {
      kind: 'unknown',
      reached: true,
      status: null,
      message: 'The disk reported an error while the outbox wrote.',
    }
  }
  return undefined
}

function refused(error: string, message: string): Outcome {
  return { kind: 'refused', scope: 'account', status: 507, error, message }
}
