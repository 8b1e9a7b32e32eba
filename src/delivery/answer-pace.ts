/** The share of requests that may be refused while the wait is being found: fewer would leave more of the limit unused. */
const refusalShare = 0.05
/** How far one answer moves the wait, as a part of the window. */
const step = 0.005
/** More refusals than this are not about milliseconds: somebody else uses the same limit. */
const crowdedShare = 0.25
/** Over how many answers that is judged. */
const memory = 50
const bigStep = 0.05
/** How much of what was added then goes with every request that is let in. */
const recovery = 0.005
/** The longest wait, in windows: also beside a crowd something is sent. */
const longest = 20

/**
 * When a request may be written to a server that lets in at most `limit` in any window, wherever that begins.
 *
 * Spacing does not help there: what was spaced here arrives unevenly. The answers do. A request was counted between its
 * writing and its answer, most likely halfway; a window later its place is free, and the next request needs some time to
 * get there. That time is not known, so the wait is steered: a refusal lengthens it, every other answer shortens it a
 * little, until about one request in twenty is refused. It is never so short that more than the limit is written.
 */
export class AnswerPace {
  readonly #limit: number
  readonly #windowMs: number
  /** When the places of answered requests are free again, epoch milliseconds, in order. */
  #freeAt: number[] = []
  #inFlight = 0
  readonly #firstWaitMs: number
  #waitMs: number
  #refusedShare = 0

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
    const added = Math.max(0, this.#waitMs - this.#firstWaitMs - this.#windowMs / 10)
    this.#refusedShare -= this.#refusedShare / memory
    const least = this.#windowMs - meanMs / 2
    this.#waitMs = Math.max(least, this.#waitMs - this.#windowMs * step * refusalShare - added * recovery)
    this.#keepPlace((writtenAt + now) / 2)
  }

  /** It was not counted, so its place is free. */
  refused(): void {
    this.#inFlight -= 1
    this.#refusedShare += (1 - this.#refusedShare) / memory
    const grown =
      this.#waitMs + this.#windowMs * (this.#refusedShare < crowdedShare ? step * (1 - refusalShare) : bigStep)
    this.#waitMs = Math.min(grown, longest * this.#windowMs)
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
