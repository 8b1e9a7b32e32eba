import { createHash } from 'node:crypto'
import { type Answer, apiError } from './envelope.ts'

const window = 24 * 60 * 60 * 1000

interface Entry {
  endpoint: string
  digest: string
  firstAt: number
  answer: Answer
  /** From the first request's arrival until its answer is written. */
  inFlight: boolean
}

/**
 * Idempotency keys as documented: 1 to 256 characters, 24 hours from the first use, same endpoint and bytes. Bytes are
 * compared, and only successes are kept: the documentation says neither, and each is the stricter reading for a sender.
 */
export class IdempotencyKeys {
  readonly #entries = new Map<string, Entry>()

  /** The answer this key already has, or what `work` makes; successes are kept, in flight until `settle`. */
  once(
    key: string,
    endpoint: string,
    body: Buffer,
    now: number,
    work: () => Answer,
  ): { answer: Answer; first: boolean } {
    if (key.length < 1 || key.length > 256) {
      const answer = apiError(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
      return { answer, first: false }
    }
    const digest = createHash('sha256').update(body).digest('hex')
    const entry = this.#entries.get(key)
    if (entry && now - entry.firstAt < window) return { answer: replay(entry, endpoint, digest), first: false }
    const answer = work()
    if (answer.status === 200) this.#entries.set(key, { endpoint, digest, firstAt: now, answer, inFlight: true })
    return { answer, first: true }
  }

  settle(key: string): void {
    const entry = this.#entries.get(key)
    if (entry) entry.inFlight = false
  }
}

function replay(entry: Entry, endpoint: string, digest: string): Answer {
  if (entry.endpoint !== endpoint || entry.digest !== digest) {
    return apiError(409, 'invalid_idempotent_request', 'Same idempotency key used with a different request payload.')
  }
  const inFlight = 'Same idempotency key used while original request is still in progress.'
  return entry.inFlight ? apiError(409, 'concurrent_idempotent_requests', inFlight) : entry.answer
}
