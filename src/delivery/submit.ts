import PQueue from 'p-queue'
import { armedForMs, firstUnanswered, isTooLate } from './batch-history.ts'
import type { Clock } from './clock.ts'
import { createEncoder, type Encoder, encoderVersion } from './encoder.ts'
import { idempotencyKey } from './idempotency-key.ts'
import type { Attempt, Batch, FrozenIssue, HaltReason, Ledger, Settlement } from './ledger.ts'
import { encoderUnknown } from './problems.ts'
import type { Outcome, Provider } from './provider.ts'

export interface Settled {
  submitted: number
  excluded: number
  failed: number
  held: number
}

export interface SubmitOptions {
  ledger: Ledger
  provider: Provider
  clock: Clock
  /** Called after every settled batch, with the issue's totals so far. */
  onProgress?: (settled: Settled) => void
  /** Aborted by Ctrl-C: batches under way are finished, no new one begins. */
  signal?: AbortSignal
}

/** What is to be tried again. */
type Again = Extract<Outcome, { kind: 'later' | 'unknown' }>

/** How the run ended. The ledger, not this value, is the truth. */
export type SubmitEnd = { state: 'done' } | { state: 'halted'; reason: HaltReason; detail: string }

/** Requests in flight at once, so that latency does not lower the rate. */
const requestsInFlight = 3
/** Unknown outcomes in a row for one batch before the run stops and leaves the rest to the next `send`. */
const unknownsMost = 4
const pageOfBatches = 50
/** Refusals of e-mails, with not one accepted, before the run stops and a person looks. */
const refusalsMost = 8

/**
 * Hand every open batch of a frozen issue to the provider. Harmless to run again: accepted batches are not open, armed
 * ones repeat their key and bytes. Reads the ledger only; no file, template, subscriber or setting.
 */
export async function submitIssue(frozen: FrozenIssue, options: SubmitOptions): Promise<SubmitEnd> {
  if (frozen.encoder !== encoderVersion) throw encoderUnknown({ version: frozen.encoder })
  const { ledger, provider, clock } = options
  await ledger.setState(frozen.issue, 'sending', null, clock.now())
  const run = new Run(frozen, options, await settledSoFar(ledger, frozen.issue))

  const interval = Number.isFinite(provider.requestsPerSecond) ? 1000 / provider.requestsPerSecond : 0
  const queue =
    interval > 0
      ? new PQueue({ concurrency: requestsInFlight, intervalCap: 1, interval })
      : new PQueue({ concurrency: 1 })

  const stopped = (): void => queue.clear()
  run.stopping.addEventListener('abort', stopped)
  let after = 0
  while (!run.stopped) {
    const batches = await ledger.openBatches(frozen.issue, pageOfBatches, after)
    const last = batches.at(-1)
    if (!last) break
    after = last.seq
    for (const batch of batches) void queue.add(() => run.deliver(batch))
    await queue.onIdle()
    run.rethrow()
  }

  await run.settleSuspects()
  run.rethrow()
  const end = await run.end()
  await ledger.setState(frozen.issue, end.state, end.state === 'halted' ? end.reason : null, clock.now())
  return end
}

async function settledSoFar(ledger: Ledger, issue: string): Promise<Settled> {
  const settled: Settled = { submitted: 0, excluded: 0, failed: 0, held: 0 }
  for (const { state, count } of await ledger.tally(issue)) if (state !== 'pending') settled[state] += count
  return settled
}

class Run {
  #halt: { reason: HaltReason; detail: string } | undefined
  #bug: unknown
  #lastRefusal = ''
  #refusals = 0
  /** Refused alone while nothing of the issue had been accepted: whose fault that was shows only later. */
  readonly #suspects: Batch[] = []
  readonly #stop = new AbortController()
  /** Aborted when the run halts, or from outside. */
  readonly stopping: AbortSignal
  readonly #encoders = new Map<string, Encoder>()

  constructor(
    readonly frozen: FrozenIssue,
    readonly options: SubmitOptions,
    readonly settled: Settled,
  ) {
    const { signal } = options
    this.stopping = signal ? AbortSignal.any([signal, this.#stop.signal]) : this.#stop.signal
  }

  get stopped(): boolean {
    return this.#halt !== undefined || this.#bug !== undefined || this.options.signal?.aborted === true
  }

  /** A task in the queue must not reject unseen: what it threw is kept and thrown where the run waits. */
  rethrow(): void {
    if (this.#bug !== undefined) throw this.#bug
  }

  async end(): Promise<SubmitEnd> {
    if (this.#halt) return { state: 'halted', ...this.#halt }
    const tallies = await this.options.ledger.tally(this.frozen.issue)
    const count = (state: string): number =>
      tallies.filter((tally) => tally.state === state).reduce((sum, tally) => sum + tally.count, 0)
    if (this.#suspects.length > 0) return { state: 'halted', reason: 'mails_refused', detail: this.#lastRefusal }
    if (count('pending') > 0) return { state: 'halted', reason: 'stopped', detail: 'Stopped before the end.' }
    const held = count('held')
    if (held > 0) {
      return { state: 'halted', reason: 'held', detail: `What happened to ${held} deliveries is unknown.` }
    }
    return { state: 'done' }
  }

  /** Once something was accepted, what was refused alone is refused for its own sake. */
  async settleSuspects(): Promise<void> {
    if (this.settled.submitted === 0 || this.stopped) return
    for (const batch of this.#suspects.splice(0)) await this.deliver(batch)
  }

  async deliver(open: Batch): Promise<void> {
    const batch = { ...open }
    try {
      // Read once; what this run adds is added here too, so that a long wait does not read it again and again.
      const history = await this.options.ledger.attempts(batch.issue, batch.seq)
      for (let unknowns = 0; !this.stopped; ) {
        const outcome = await this.#attempt(batch, history)
        if (outcome === undefined) return
        if (outcome.kind === 'later') {
          await this.options.clock.sleep(outcome.retryAfterMs, this.stopping)
        } else {
          unknowns += 1
          if (unknowns === unknownsMost) {
            return this.#haltFor('provider_unreachable', outcome.message)
          }
          await this.options.clock.sleep(1000 * 2 ** unknowns, this.stopping)
        }
      }
    } catch (error) {
      this.#bug ??= error
      this.#stop.abort()
    }
  }

  /** One request for one batch; the outcome when it is to be tried again. */
  async #attempt(batch: Batch, history: Attempt[]): Promise<Again | undefined> {
    const { ledger, provider, clock } = this.options
    const { issue, envelope } = this.frozen
    if (isTooLate(history, batch.generation, clock.now())) {
      await this.#hold(batch, null, 'window_passed')
      return undefined
    }
    const encoder = await this.#encoder(batch.edition)
    const armedAt = clock.now()
    const armed = await ledger.arm(batch, armedAt, (members) => encoder.encode(members))
    if (armed.kind === 'held') this.#advance({ held: batch.count })
    if (armed.kind === 'empty') this.#advance({ excluded: batch.count })
    if (armed.kind !== 'armed') return undefined
    history.push({ generation: batch.generation, at: armedAt, event: 'armed', status: null, error: null })
    batch.count = armed.count
    if (armed.excluded > 0) this.#advance({ excluded: armed.excluded })

    // A process suspended between arming and writing may be hours late: what it armed then must not be written now.
    if (clock.now() - armedAt > armedForMs) {
      await this.#note(batch, history, 'unreached', null, 'arming_stale')
      return { kind: 'later', retryAfterMs: 0, error: 'arming_stale' }
    }
    const key = idempotencyKey(envelope.listId, issue, batch.seq, batch.generation)
    const outcome = await provider.submit({ key, body: armed.body, count: armed.count })
    switch (outcome.kind) {
      case 'accepted':
        await ledger.settle(batch, { kind: 'accepted', at: clock.now(), ids: outcome.ids })
        this.#advance({ submitted: outcome.ids.length })
        return undefined
      case 'later':
        await this.#note(batch, history, outcome.inFlight ? 'unknown' : 'later', null, outcome.error)
        return outcome
      case 'unknown':
        await this.#note(batch, history, outcome.reached ? 'unknown' : 'unreached', outcome.status, outcome.message)
        return outcome
      case 'refused':
        await this.#refused(batch, history, outcome)
        return undefined
    }
  }

  async #refused(
    batch: Batch,
    history: Attempt[],
    { scope, status, error, message }: Extract<Outcome, { kind: 'refused' }>,
  ): Promise<void> {
    const { ledger, clock } = this.options
    this.#lastRefusal = message
    if (scope === 'protocol') {
      // The key was met with other bytes: an earlier body may be out, so the key is never changed.
      return await this.#hold(batch, status, error)
    }
    if (scope === 'account') {
      await this.#note(batch, history, 'refused', status, `${error}: ${message}`)
      const reason = error.endsWith('quota_exceeded') ? 'quota_reached' : 'provider_refused'
      return this.#haltFor(reason, message)
    }
    // All attempts but the one just answered.
    if (firstUnanswered(history.slice(0, -1), batch.generation) !== undefined) {
      // A refusal after an unanswered attempt proves nothing about that attempt (reference/resend.md section 4).
      // It is asked once a run, and the others go on.
      return await this.#note(batch, history, 'unknown', status, error)
    }
    if (!history.some(({ event }) => event === 'refused')) this.#refusals += 1
    // While nothing of the issue was ever accepted, the fault is more likely in what all e-mails share than in an address.
    if (this.settled.submitted === 0 && (batch.count === 1 || this.#refusals >= refusalsMost)) {
      await this.#note(batch, history, 'refused', status, `${error}: ${message}`)
      if (batch.count > 1 || this.#refusals >= refusalsMost) return this.#haltFor('mails_refused', message)
      this.#suspects.push(batch)
      return
    }
    await ledger.settle(batch, { kind: 'refused', at: clock.now(), status, error, message })
    if (batch.count === 1) this.#advance({ failed: 1 })
  }

  #haltFor(reason: HaltReason, detail: string): void {
    this.#halt ??= { reason, detail }
    this.#stop.abort()
  }

  /** Add to a batch's history that it is not settled; it stays armed. */
  async #note(
    batch: Batch,
    history: Attempt[],
    event: Extract<Settlement, { kind: 'unsettled' }>['event'],
    status: number | null,
    error: string,
  ): Promise<void> {
    const at = this.options.clock.now()
    await this.options.ledger.settle(batch, { kind: 'unsettled', at, event, status, error })
    history.push({ generation: batch.generation, at, event, status, error })
  }

  async #hold(batch: Batch, status: number | null, error: string): Promise<void> {
    await this.options.ledger.settle(batch, { kind: 'held', at: this.options.clock.now(), status, error })
    this.#advance({ held: batch.count })
  }

  async #encoder(edition: string): Promise<Encoder> {
    const known = this.#encoders.get(edition)
    if (known) return known
    const { parts } = await this.options.ledger.edition(this.frozen.issue, edition)
    const encoder = createEncoder(this.frozen.issue, this.frozen.envelope, parts)
    this.#encoders.set(edition, encoder)
    return encoder
  }

  #advance(by: Partial<Settled>): void {
    const { settled } = this
    settled.submitted += by.submitted ?? 0
    settled.excluded += by.excluded ?? 0
    settled.failed += by.failed ?? 0
    settled.held += by.held ?? 0
    this.options.onProgress?.({ ...settled })
  }
}
