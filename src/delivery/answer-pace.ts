/** The share of requests that may be refused while the wait is being found: fewer would leave more of the limit unused. */
const refusalShare = 0.05
/** How far one answer moves the wait, as a part of the window. */
const step = 0.005
/** Refused twice in a row: somebody else uses the same limit, or the server counts what it refuses. */
const bigStep = 0.1
/** How fast a wait that had to grow returns to where it began, with every request that is let in. */
const recovery = 0.02

/**
 * When a request may be written to a server that lets in at most `limit` in any window, wherever that begins.
 *
 * Spacing does not help there: what was spaced here arrives unevenly. The answers do. A request was counted between its
 * writing and its answer, most likely halfway; a window later its place is free, and the next request needs some time to
 * get there. That time is not known, so the wait is steered: a refusal lengthens it, every other answer shortens it a
 * little, until about one request in twenty-five is refused. It is never so short that more than the limit is written.
 */
export class AnswerPace {
  readonly #limit: number
  readonly #windowMs: number
  /** When the places of answered requests are free again, epoch milliseconds, in order. */
  #freeAt: number[] = []
  #inFlight = 0
  #firstWaitMs: number
  #waitMs: number

  /** `shortestMs` and `meanMs`: round trips seen so far; `inFlight`: requests written and not answered yet. */
  constructor(limit: number, windowMs: number, shortestMs: number, inFlight: number) {
    this.#limit = limit
    this.#windowMs = windowMs
    this.#firstWaitMs = windowMs - shortestMs / 2
    this.#waitMs = this.#firstWaitMs
    this.#inFlight = inFlight
  }

  /** Epoch milliseconds; Infinity when an answer must come first. */
  dueAt(): number {
    const taken = this.#inFlight + this.#freeAt.length
    if (taken < this.#limit) return 0
    return this.#freeAt[taken - this.#limit] ?? Number.POSITIVE_INFINITY
  }

  write(now: number): void {
    this.#freeAt = this.#freeAt.filter((at) => at > now)
    this.#inFlight += 1
  }

  accepted(writtenAt: number, now: number, meanMs: number): void {
    const excess = Math.max(0, this.#waitMs - this.#firstWaitMs - this.#windowMs / 10)
    const least = this.#windowMs - meanMs / 2
    this.#waitMs = Math.max(least, this.#waitMs - this.#windowMs * step * refusalShare - excess * recovery)
    this.#keepPlace((writtenAt + now) / 2)
  }

  /** It was not counted, so its place is free. */
  refused(inARow: number): void {
    this.#inFlight -= 1
    const grown = this.#waitMs + this.#windowMs * (inARow >= 3 ? bigStep : step * (1 - refusalShare))
    this.#waitMs = Math.min(grown, 100 * this.#windowMs)
  }

  /** No answer: it may have been counted up to now. */
  lost(now: number): void {
    this.#keepPlace(now)
  }

  #keepPlace(countedAt: number): void {
    this.#inFlight -= 1
    const freeAt = countedAt + this.#waitMs
    const after = this.#freeAt.findIndex((at) => at > freeAt)
    this.#freeAt.splice(after === -1 ? this.#freeAt.length : after, 0, freeAt)
  }
}
