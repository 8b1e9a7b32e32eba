import { createHash } from 'node:crypto'
import { type Answer, apiError } from './envelope.ts'
import type { Store } from './store.ts'

const window = 24 * 60 * 60 * 1000

interface Entry {
  endpoint: string
  digest: Buffer
  first_at: number
  answer: string
}

/**
 * Idempotency keys as documented: 1 to 256 characters, 24 hours from the first use, same endpoint and bytes. Bytes are
 * compared, and only successes are kept: the documentation says neither, and each is the stricter reading for a sender.
 */
export class IdempotencyKeys {
  readonly #store: Store
  /** Originals from their arrival until their answer is written. A kill ends them, as it ends their requests. */
  readonly #inFlight = new Set<string>()

  constructor(store: Store) {
    this.#store = store
  }

  /** Note the arrival of a request: true makes it the original, in flight until `settle`. */
  open(key: string, now: number): boolean {
    if (this.#inFlight.has(key) || this.#find(key, now)) return false
    this.#inFlight.add(key)
    return true
  }

  settle(key: string): void {
    this.#inFlight.delete(key)
  }

  /** The answer this key already has, or what `work` makes. Call inside the transaction that keeps what `work` does. */
  once(
    request: { key: string; endpoint: string; body: Buffer; original: boolean },
    now: number,
    work: () => Answer,
  ): Answer {
    const { key, endpoint, body, original } = request
    if (key.length < 1 || key.length > 256) {
      return apiError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
    }
    const digest = createHash('sha256').update(body).digest()
    const entry = this.#find(key, now)
    if (entry && (entry.endpoint !== endpoint || !entry.digest.equals(digest))) {
      return apiError(409, 'invalid_idempotent_request', 'Same idempotency key used with a different request payload.')
    }
    if (!original && this.#inFlight.has(key)) {
      const message = 'Same idempotency key used while original request is still in progress.'
      return apiError(409, 'concurrent_idempotent_requests', message)
    }
    if (entry) return JSON.parse(entry.answer) as Answer
    const answer = work()
    if (answer.status === 200) {
      this.#store
        .sql('insert or replace into idempotency values (?, ?, ?, ?, ?)')
        .run(key, endpoint, digest, now, JSON.stringify(answer))
    }
    return answer
  }

  #find(key: string, now: number): Entry | undefined {
    const entry = this.#store.sql('select * from idempotency where key = ?').get(key) as Entry | undefined
    return entry && now - entry.first_at < window ? entry : undefined
  }
}
