import { createHash } from 'node:crypto'
import type { Clock } from '../../src/delivery/clock.ts'
import type { Message } from '../../src/delivery/message.ts'
import type { BatchRequest, Outcome, Provider } from '../../src/delivery/provider.ts'
import type { ProviderReader } from '../../src/delivery/provider-reader.ts'

const hour = 3_600_000

export const faultNames = [
  'proper',
  'lost',
  'dropped',
  'unreached',
  'late',
  'later',
  'in_flight',
  'revoked',
  'quota',
  'refused',
] as const
export type ModelFault = (typeof faultNames)[number]

/** How the listing answers: as it is, as if there were nothing, or not at all. */
export type ListingMood = 'truthful' | 'empty' | 'failed'

interface Accepted {
  id: string
  at: number
  key: string
  to: string
  subject: string
  tags: Record<string, string>
}

const pageSize = 3
/** What is in flight is worked off by then (reference/resend.md section 4). */
const lateByMs = 5 * 60_000

/**
 * Resend as a model: keys with their bytes for 24 hours, validation before the key is looked up (the harder reading), and
 * requests that land after the sender has lost them. It remembers every acceptance and whatever broke a rule.
 */
export class ModelProvider implements Provider {
  readonly name = 'outbox'
  readonly capabilities = { idempotencyWindowMs: 24 * hour, atomicBatch: true, canReconcile: true, webhooks: true }
  readonly requestsPerSecond = Number.POSITIVE_INFINITY
  readonly accepted: Accepted[] = []
  readonly refuses = new Set<string>()
  /** Used up one per request. */
  faults: ModelFault[] = []
  mood: ListingMood = 'truthful'
  readonly broken: string[] = []
  readonly #clock: Clock
  readonly #keys = new Map<string, { digest: string; at: number; ids: string[] }>()
  readonly #bodies = new Map<string, string>()
  #inFlight: { at: number; request: BatchRequest }[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Let land what was in flight for long enough. */
  land(): void {
    const now = this.#clock.now()
    const landing = this.#inFlight.filter(({ at }) => at <= now)
    this.#inFlight = this.#inFlight.filter(({ at }) => at > now)
    for (const { at, request } of landing) this.#accept(request, at)
  }

  async submit(request: BatchRequest): Promise<Outcome> {
    this.land()
    const digest = digestOf(request.body)
    if ((this.#bodies.get(request.key) ?? digest) !== digest) this.broken.push(`${request.key} with other bytes`)
    this.#bodies.set(request.key, digest)
    const unknown = { kind: 'unknown', reached: true, status: null, message: 'nothing came back' } as const
    const refused = { kind: 'refused', scope: 'account', message: 'as scripted' } as const
    switch (this.faults.shift() ?? 'proper') {
      case 'proper':
        return this.#accept(request)
      case 'lost':
        this.#accept(request)
        return unknown
      case 'dropped':
        return unknown
      case 'unreached':
        return { ...unknown, reached: false }
      case 'late':
        this.#inFlight.push({ at: this.#clock.now() + lateByMs, request })
        return unknown
      case 'later':
        return { kind: 'later', retryAfterMs: 1000, error: 'rate_limit_exceeded' }
      case 'in_flight':
        return { kind: 'later', retryAfterMs: 1000, error: 'concurrent_idempotent_requests', inFlight: true }
      case 'revoked':
        return { ...refused, status: 403, error: 'invalid_api_key' }
      case 'quota':
        return { ...refused, status: 429, error: 'daily_quota_exceeded' }
      case 'refused':
        return { ...refused, scope: 'message', status: 422, error: 'validation_error' }
    }
  }

  readonly reader: ProviderReader = {
    emails: async (after) => {
      this.land()
      if (this.mood === 'failed') return { kind: 'failed', reason: 'as scripted' }
      const all = this.mood === 'empty' ? [] : [...this.accepted].sort((a, b) => b.at - a.at)
      const from = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
      const emails = all.slice(from, from + pageSize).map(({ id, at, to, subject }) => ({ id, at, to: [to], subject }))
      return { kind: 'read', value: { emails, more: from + pageSize < all.length } }
    },
    tags: async (id) => {
      const found = this.accepted.find((email) => email.id === id)
      return found ? { kind: 'read', value: found.tags } : { kind: 'failed', reason: 'not found' }
    },
    domain: async () => ({ kind: 'read', value: null }),
    quota: async () => ({ kind: 'read', value: {} }),
  }

  async close(): Promise<void> {}

  #accept({ key, body }: BatchRequest, now = this.#clock.now()): Outcome {
    const messages: Message[] = JSON.parse(Buffer.from(body).toString('utf8'))
    if (messages.some(({ to }) => this.refuses.has(to))) {
      return {
        kind: 'refused',
        scope: 'message',
        status: 422,
        error: 'validation_error',
        message: 'Invalid `to` field',
      }
    }
    const known = this.#keys.get(key)
    if (known && now - known.at < 24 * hour) return { kind: 'accepted', ids: known.ids }
    const ids = messages.map(({ to, subject, tags }, index) => {
      const id = `${key}#${index}@${now}`
      const named = Object.fromEntries(tags.map(({ name, value }) => [name, value]))
      this.accepted.push({ id, at: now, key, to, subject, tags: named })
      return id
    })
    this.#keys.set(key, { digest: digestOf(body), at: now, ids })
    return { kind: 'accepted', ids }
  }
}

function digestOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}
