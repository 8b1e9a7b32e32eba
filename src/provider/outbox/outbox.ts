import { createHash } from 'node:crypto'
import type Sqlite from 'better-sqlite3'
import type { Vault } from '../../audience/vault.ts'
import type { Message } from '../../delivery/message.ts'
import type { BatchRequest, Outcome, Provider } from '../../delivery/provider.ts'
import { keyFault } from '../key-fault.ts'
import { outboxFull } from '../problems.ts'
import { openDatabase, readStorageError } from './database.ts'
import { issueOfKey } from './issue-of-key.ts'
import { packBatch, unpackBatch } from './pack.ts'
import { readBatch } from './read-batch.ts'
import { storageOutcome } from './storage-outcome.ts'
import { randomUuid } from './uuid.ts'

/** One e-mail the outbox accepted. */
export interface OutboxDelivery {
  /** Counts every acceptance of this outbox from 1; never given twice. */
  number: number
  id: string
  key: string
  /** Place in its batch, from 0. */
  position: number
  message: Message
  /** Epoch milliseconds. */
  acceptedAt: number
}

interface OutboxBatch {
  key: string
  issue: string
  acceptedAt: number
  count: number
}

/** The embedded provider: a second party with its own file, which keeps what it accepts instead of mailing it. */
export interface Outbox extends Provider {
  readonly name: 'outbox'
  /** Batches whose e-mails it still holds, oldest first. */
  list(filter?: { issue?: string }): OutboxBatch[]
  /** E-mails it still holds. */
  count(issue?: string): number
  /** E-mails in the order they were accepted. Safe to write while iterating. */
  deliveries(issue?: string): Iterable<OutboxDelivery>
  /** By id or by number; undefined also for what was cleared. */
  find(which: string | number): OutboxDelivery | undefined
  /**
   * Drop the e-mails of an issue and give the room back; returns how many. Keys and ids stay, so that a late retry of a
   * cleared batch is answered with its ids and never accepted anew.
   */
  clear(issue: string): number
}

export interface OutboxOptions {
  file: string
  vault: Vault
  /** Epoch milliseconds. */
  now: () => number
  /** That many random bytes, as node:crypto's randomBytes. */
  random: (bytes: number) => Uint8Array
  /** Over this nothing more is accepted; nothing is ever dropped to make room. Default 500 MB. */
  limitBytes?: number
  /** How long to wait for another process that writes. Default 5000. */
  busyMs?: number
}

interface BatchRow {
  seq: number
  key: string
  issue: string
  accepted_at: number
  count: number
  digest: Buffer
  body: Buffer | null
}

interface DeliveryRow {
  number: number
  id: string
  batch: number
  position: number
}

/**
 * Open the outbox, making its file on first use. Synchronous work is small (about 1 ms a batch); packing runs off the
 * event loop.
 *
 * @throws Problem `outbox_not_writable`, `outbox_damaged`, `outbox_newer`; when reading also `sealed_value_broken`
 */
export async function openOutbox(options: OutboxOptions): Promise<Outbox> {
  return new SqliteOutbox(options, openDatabase(options.file, options.busyMs ?? 5000))
}

class SqliteOutbox implements Outbox {
  readonly name = 'outbox'
  // Keys are kept for as long as the file.
  readonly capabilities = {
    idempotencyWindowMs: Number.POSITIVE_INFINITY,
    atomicBatch: true,
    canReconcile: false,
    webhooks: false,
  }
  readonly requestsPerSecond = Number.POSITIVE_INFINITY
  readonly #limitBytes: number

  constructor(
    readonly options: OutboxOptions,
    readonly database: Sqlite.Database,
  ) {
    this.#limitBytes = options.limitBytes ?? 500_000_000
  }

  async submit({ key, body, count, signal }: BatchRequest): Promise<Outcome> {
    const fault = keyFault(key)
    if (fault) return refused('protocol', 400, 'invalid_idempotency_key', fault)
    if (signal?.aborted) return stopped
    const digest = createHash('sha256').update(body).digest()
    try {
      const known = this.#replay(key, digest)
      if (known) return known
      // Only now: whoever repeats a key is answered from the key alone, as Resend does.
      const read = readBatch(body)
      if ('refusal' in read) return refused('message', 422, read.refusal.error, read.refusal.message)
      if (read.messages.length !== count) {
        return refused(
          'protocol',
          400,
          'invalid_count',
          `The body holds ${read.messages.length} e-mails, not ${count}.`,
        )
      }
      const sealed = this.options.vault.seal(await packBatch(body), `outbox/body/${key}`)
      if (signal?.aborted) return stopped
      return this.database.transaction(() => this.#accept(key, digest, sealed, count)).immediate()
    } catch (error) {
      const outcome = storageOutcome(error)
      if (outcome) return outcome
      throw error
    }
  }

  /** In a transaction: another process may have accepted the key since it was last looked up. */
  #accept(key: string, digest: Buffer, sealed: Uint8Array, count: number): Outcome {
    const known = this.#replay(key, digest)
    if (known) return known
    if (this.#usedBytes() + sealed.length > this.#limitBytes) {
      const problem = outboxFull({ limitBytes: this.#limitBytes })
      return refused('account', 507, problem.code, `${problem.reason} ${problem.hint}`)
    }
    const sealedDigest = this.options.vault.seal(digest, `outbox/digest/${key}`)
    const { lastInsertRowid } = this.database
      .prepare('insert into batch (key, issue, accepted_at, count, digest, body) values (?, ?, ?, ?, ?, ?)')
      .run(key, issueOfKey(key), this.options.now(), count, sealedDigest, sealed)
    const insert = this.database.prepare('insert into delivery (id, batch, position) values (?, ?, ?)')
    const ids = Array.from({ length: count }, () => randomUuid(this.options.random))
    for (const [position, id] of ids.entries()) insert.run(id, lastInsertRowid, position)
    return { kind: 'accepted', ids }
  }

  #replay(key: string, digest: Buffer): Outcome | undefined {
    const row = this.database.prepare<[string], BatchRow>('select seq, digest from batch where key = ?').get(key)
    if (!row) return undefined
    if (!this.options.vault.open(row.digest, `outbox/digest/${key}`).equals(digest)) {
      return refused('protocol', 409, 'invalid_idempotent_request', 'This key was used before, with another body.')
    }
    return { kind: 'accepted', ids: this.#deliveryRows(row.seq).map(({ id }) => id) }
  }

  #deliveryRows(batch: number): DeliveryRow[] {
    return this.database
      .prepare<[number], DeliveryRow>('select * from delivery where batch = ? order by position')
      .all(batch)
  }

  #usedBytes(): number {
    const [pages, free, size] = ['page_count', 'freelist_count', 'page_size'].map((name) =>
      Number(this.database.pragma(name, { simple: true })),
    )
    return ((pages ?? 0) - (free ?? 0)) * (size ?? 0)
  }

  list(filter: { issue?: string } = {}): OutboxBatch[] {
    return this.#reading(() =>
      this.database
        .prepare<[string | null], OutboxBatch>(
          `select key, issue, accepted_at as acceptedAt, count from batch
           where body is not null and issue = coalesce(?, issue) order by seq`,
        )
        .all(filter.issue ?? null),
    )
  }

  count(issue?: string): number {
    return this.list({ issue }).reduce((sum, batch) => sum + batch.count, 0)
  }

  *deliveries(issue?: string): Iterable<OutboxDelivery> {
    // One batch at a time by its place, so that no statement stays open while the caller does something else.
    const next = this.database.prepare<[number, string | null], BatchRow>(
      `select * from batch where seq > ? and body is not null and issue = coalesce(?, issue) order by seq limit 1`,
    )
    let row = this.#reading(() => next.get(0, issue ?? null))
    while (row) {
      const batch = row
      yield* this.#reading(() => this.#open(batch))
      row = this.#reading(() => next.get(batch.seq, issue ?? null))
    }
  }

  find(which: string | number): OutboxDelivery | undefined {
    return this.#reading(() => {
      const column = typeof which === 'number' ? 'number' : 'id'
      const found = this.database
        .prepare<[string | number], DeliveryRow>(`select * from delivery where ${column} = ?`)
        .get(which)
      if (!found) return undefined
      const row = this.database.prepare<[number], BatchRow>('select * from batch where seq = ?').get(found.batch)
      return row ? this.#open(row)[found.position] : undefined
    })
  }

  #open(row: BatchRow): OutboxDelivery[] {
    if (row.body === null) return []
    const body = unpackBatch(this.options.vault.open(row.body, `outbox/body/${row.key}`))
    const messages = JSON.parse(body.toString('utf8')) as Message[]
    return this.#deliveryRows(row.seq).flatMap(({ number, id, position }) => {
      const message = messages[position]
      return message ? [{ number, id, key: row.key, position, message, acceptedAt: row.accepted_at }] : []
    })
  }

  clear(issue: string): number {
    return this.#reading(() => {
      const run = this.database.transaction(() => {
        const held = this.count(issue)
        this.database.prepare('update batch set body = null where issue = ?').run(issue)
        return held
      })
      const cleared = run.immediate()
      this.database.pragma('incremental_vacuum')
      this.database.pragma('wal_checkpoint(truncate)')
      return cleared
    })
  }

  async close(): Promise<void> {
    this.database.close()
  }

  #reading<T>(read: () => T): T {
    try {
      return read()
    } catch (error) {
      throw readStorageError(error, this.options.file)
    }
  }
}

const stopped: Outcome = {
  kind: 'unknown',
  reached: false,
  status: null,
  message: 'Stopped before it was handed over.',
}

function refused(
  scope: Extract<Outcome, { kind: 'refused' }>['scope'],
  status: number,
  error: string,
  message: string,
): Outcome {
  return { kind: 'refused', scope, status, error, message }
}
