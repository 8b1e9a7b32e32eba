import { AnswerPace } from './answer-pace.ts'
import type { Clock } from './clock.ts'
import type { Hints } from './provider.ts'
import { type RateLimit, rateOf, readRateLimit } from './rate-limit.ts'
import { RoundTrips } from './round-trips.ts'

/** Leave to write one request; exactly one of its methods is called when the answer is there. Later calls do nothing. */
export interface Turn {
  /** Any answer but a rate limit. */
  answered(hints: Hints | undefined): void
  /** A rate limit: nothing happened, and the same request asks for another turn. */
  refused(retryAfterMs: number, hints: Hints | undefined): void
  /** No answer. */
  lost(): void
}

interface PacerOptions {
  /** To start with; the answers tell more. Infinity: no limit. */
  requestsPerSecond: number
  clock: Clock
}

interface Waiting {
  give: (turn: Turn | undefined) => void
  signal?: AbortSignal
  leave: () => void
}

/** Spacing is this much wider than the limit asks: it keeps a window from holding one too many. */
const spare = 1.003
/** A timer that fires late may be made up for by this much, so that lateness does not add up. */
const catchUpMs = 15
/** How long the answers lead before even spacing is tried again; doubled each time that fails. */
const strictForMs = 10 * 60_000
const strictForMostMs = 8 * strictForMs
const fewestInFlight = 3
/** Bounds what is held in memory: a body of a batch has up to 4 MB. */
const mostInFlight = 32
/** Nothing limits: enough to keep both sides busy. */
const unlimitedInFlight = 4

/**
 * Decides when a request may be written, so that the provider's rate limit is used and not exceeded.
 *
 * Requests are spaced evenly at the limit, which a token bucket and a fixed window let in whatever the latency. When one
 * is refused all the same, the server counts more strictly or somebody else uses the limit, and the answers lead
 * (answer-pace.ts). `retry-after` pauses everybody. The one exception: it is written in whole seconds (RFC 9110 10.2.3),
 * so the first refusal that names no more than the window says only that the window is full, which the answers know more
 * exactly; a second one before anything is let in is obeyed to the letter.
 */
export class Pacer {
  readonly #clock: Clock
  readonly #trips = new RoundTrips()
  readonly #queue: Waiting[] = []
  #rate: RateLimit | undefined
  #driving = false
  #wake: AbortController | undefined
  #inFlight = 0

  #nextAt = Number.NEGATIVE_INFINITY
  #lastAt = Number.NEGATIVE_INFINITY
  #pausedUntil = Number.NEGATIVE_INFINITY
  /** Refusals of what was written before this are explained: the limit was not known, or it has changed. */
  #settledAt: number | undefined
  #refusedAt: number | undefined
  /** In a row: each written after the one before was refused. */
  #refusals = 0

  #answers: AnswerPace | undefined
  #blindUntil = Number.NEGATIVE_INFINITY
  #strictUntil = Number.NEGATIVE_INFINITY
  #strictForMs = strictForMs

  constructor({ requestsPerSecond, clock }: PacerOptions) {
    this.#clock = clock
    this.#rate = rateOf(requestsPerSecond)
  }

  /** Requests that may be in flight at once for the rate now known, those that wait for their turn included. */
  get inFlightMost(): number {
    if (!this.#rate) return unlimitedInFlight
    const meanwhile = (this.#rate.limit / this.#rate.windowMs) * this.#trips.longMs
    return Math.min(mostInFlight, Math.max(fewestInFlight, Math.ceil(meanwhile) + 2))
  }

  /** Resolves when one request may be written; turns are given in order. Undefined when the signal was aborted first. */
  turn(signal?: AbortSignal): Promise<Turn | undefined> {
    if (signal?.aborted) return Promise.resolve(undefined)
    return new Promise((give) => {
      const leave = (): void => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1)
        give(undefined)
        this.#wake?.abort()
      }
      const waiting: Waiting = { give, signal, leave }
      signal?.addEventListener('abort', leave, { once: true })
      this.#queue.push(waiting)
      void this.#drive()
    })
  }

  async #drive(): Promise<void> {
    if (this.#driving) return
    this.#driving = true
    while (this.#queue.length > 0) {
      const now = this.#clock.now()
      if (now < this.#lastAt) this.#startAnew(now)
      const waitMs = this.#dueAt(now) - now
      // Less than a timer can tell.
      if (waitMs > 0.01) {
        await this.#sleep(waitMs)
        continue
      }
      const waiting = this.#queue.shift()
      waiting?.signal?.removeEventListener('abort', waiting.leave)
      waiting?.give(this.#write(now))
    }
    this.#driving = false
  }

  /** The clock was set back: times that were noted mean nothing now, and nobody waits an hour for them. */
  #startAnew(now: number): void {
    this.#lastAt = now
    this.#nextAt = this.#rate ? now + spacingOf(this.#rate) : now
    this.#pausedUntil = Number.NEGATIVE_INFINITY
    this.#answers = undefined
  }

  /** Until then, or until something is known that changes it. */
  async #sleep(ms: number): Promise<void> {
    const wake = new AbortController()
    this.#wake = wake
    if (Number.isFinite(ms)) await this.#clock.sleep(ms, wake.signal)
    else await new Promise((woken) => wake.signal.addEventListener('abort', woken, { once: true }))
    this.#wake = undefined
  }

  #dueAt(now: number): number {
    if (this.#answers && now >= this.#strictUntil) this.#answers = undefined
    if (!this.#rate) return this.#pausedUntil
    // It does not know what was written in the window before it began.
    const spaced = this.#answers && now >= this.#blindUntil ? this.#pausedUntil : this.#nextAt
    return Math.max(spaced, this.#pausedUntil, this.#answers?.dueAt() ?? 0)
  }

  #write(now: number): Turn {
    const rate = this.#rate
    if (rate) {
      this.#settledAt ??= now + rate.windowMs
      this.#nextAt = (now - this.#nextAt > catchUpMs ? now : this.#nextAt) + spacingOf(rate)
    }
    this.#lastAt = now
    this.#inFlight += 1
    this.#answers?.write(now)
    let open = true
    const once = (settle: (pace: AnswerPace | undefined) => void): void => {
      if (!open) return
      open = false
      this.#inFlight -= 1
      settle(this.#answers)
      this.#wake?.abort()
    }
    return {
      answered: (hints) =>
        once((pace) => {
          const at = this.#clock.now()
          this.#trips.add(at - now)
          this.#refusedAt = undefined
          this.#refusals = 0
          pace?.accepted(now, at, this.#trips.meanMs)
          this.#learn(hints, at)
        }),
      refused: (retryAfterMs, hints) =>
        once((pace) => {
          const at = this.#clock.now()
          if (now >= (this.#refusedAt ?? Number.NEGATIVE_INFINITY)) this.#refusals += 1
          pace?.refused()
          this.#learn(hints, at)
          this.#obey(retryAfterMs, now, at)
          this.#refusedAt = at
        }),
      lost: () => once((pace) => pace?.lost(this.#clock.now())),
    }
  }

  #obey(retryAfterMs: number, writtenAt: number, at: number): void {
    const rate = this.#rate
    const explained = writtenAt < (this.#settledAt ?? Number.POSITIVE_INFINITY)
    if (rate && !explained && !this.#answers) {
      this.#answers = this.#newAnswerPace(rate, at)
      this.#strictUntil = at + this.#strictForMs
      this.#strictForMs = Math.min(2 * this.#strictForMs, strictForMostMs)
    }
    if (this.#answers && rate && this.#refusals < 2 && retryAfterMs <= rate.windowMs) return
    const pausedUntil = at + (Number.isFinite(retryAfterMs) ? Math.max(0, retryAfterMs) : 1000)
    this.#pausedUntil = Math.max(this.#pausedUntil, pausedUntil)
    this.#nextAt = Math.max(this.#nextAt, this.#pausedUntil)
  }

  /** Take over a limit that the answer names, if it is another one. */
  #learn(hints: Hints | undefined, at: number): void {
    const rate = readRateLimit(hints, this.#rate)
    if (!rate || (rate.limit === this.#rate?.limit && rate.windowMs === this.#rate.windowMs)) return
    this.#rate = rate
    this.#settledAt = at + rate.windowMs
    this.#nextAt = Math.max(this.#lastAt + spacingOf(rate), this.#pausedUntil)
    if (this.#answers) this.#answers = this.#newAnswerPace(rate, at)
  }

  #newAnswerPace({ limit, windowMs }: RateLimit, at: number): AnswerPace {
    this.#blindUntil = at + windowMs
    return new AnswerPace(limit, windowMs, this.#trips.shortestMs, this.#inFlight)
  }
}

function spacingOf({ limit, windowMs }: RateLimit): number {
  return (windowMs / limit) * spare
}
