import { createHash } from 'node:crypto'
import type { Message } from '../../src/delivery/message.ts'
import type { BatchRequest, Hints, Outcome, Provider } from '../../src/delivery/provider.ts'

type Fault = (accept: () => Outcome, request: BatchRequest) => Outcome

/** A provider with a memory like Resend's, whose answers a test can script. It counts acceptances per address. */
export class ScriptedProvider implements Provider {
  readonly name = 'outbox'
  readonly capabilities = {
    idempotencyWindowMs: 24 * 3_600_000,
    atomicBatch: true,
    canReconcile: false,
    webhooks: false,
  }
  requestsPerSecond = Number.POSITIVE_INFINITY
  /** Used up one per request; then everything is accepted. */
  readonly faults: Fault[] = []
  readonly requests: { key: string; digest: string; count: number }[] = []
  readonly accepted = new Map<string, number>()
  readonly messages: Message[] = []
  /** What was accepted with its id and time, as a listing shows it. */
  readonly mails: (Message & { id: string; at: number })[] = []
  /** A fault for as long as it is there, by the request's key. */
  faultOf: ((key: string) => Fault | undefined) | undefined
  /** What every answer says beside its matter. */
  hints: (() => Hints) | undefined
  /** Called with the number of the request before it is worked on: what others do meanwhile. */
  onRequest: ((count: number) => Promise<void>) | undefined
  /** Epoch milliseconds; a test sets it to its own clock. */
  now: () => number = () => 0
  readonly refuse = new Set<string>()
  readonly #answers = new Map<string, { digest: string; ids: string[] }>()

  async submit(request: BatchRequest): Promise<Outcome> {
    const digest = createHash('sha256').update(request.body).digest('hex')
    this.requests.push({ key: request.key, digest, count: request.count })
    await this.onRequest?.(this.requests.length)
    const accept = (): Outcome => this.#accept(request, digest)
    const fault = this.faults.shift() ?? this.faultOf?.(request.key)
    const outcome = fault ? fault(accept, request) : accept()
    return { ...outcome, ...(this.hints && { hints: this.hints() }) }
  }

  async close(): Promise<void> {}

  #accept({ key, body }: BatchRequest, digest: string): Outcome {
    const known = this.#answers.get(key)
    if (known && known.digest !== digest) {
      return {
        kind: 'refused',
        scope: 'protocol',
        status: 409,
        error: 'invalid_idempotent_request',
        message: 'differs',
      }
    }
    if (known) return { kind: 'accepted', ids: known.ids }
    const messages: Message[] = JSON.parse(Buffer.from(body).toString('utf8'))
    if (messages.some(({ to }) => this.refuse.has(to))) {
      return {
        kind: 'refused',
        scope: 'message',
        status: 422,
        error: 'validation_error',
        message: 'Invalid `to` field',
      }
    }
    for (const message of messages) {
      this.accepted.set(message.to, (this.accepted.get(message.to) ?? 0) + 1)
      this.messages.push(message)
    }
    const ids = messages.map((_, index) => `${key}#${index}`)
    messages.forEach((message, index) => {
      this.mails.push({ ...message, id: ids[index] ?? '', at: this.now() })
    })
    this.#answers.set(key, { digest, ids })
    return { kind: 'accepted', ids }
  }
}

/** The provider accepts, and its answer is lost. */
export const acceptThenLose: Fault = (accept) => {
  accept()
  return { kind: 'unknown', reached: true, status: null, message: 'socket closed' }
}

/** The provider could not be reached at all. */
export const unreachable: Fault = () => ({ kind: 'unknown', reached: false, status: null, message: 'ECONNREFUSED' })

/** Asked to come back later. */
export const later =
  (retryAfterMs: number): Fault =>
  () => ({ kind: 'later', retryAfterMs, error: 'rate_limit_exceeded' })

/** The key is no longer good. */
export const keyRevoked: Fault = () => ({
  kind: 'refused',
  scope: 'account',
  status: 401,
  error: 'invalid_api_key',
  message: 'API key is invalid',
})
