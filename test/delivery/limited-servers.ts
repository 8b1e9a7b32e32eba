import type { Hints } from '../../src/delivery/provider.ts'

/** Decides, at the moment a request arrives, whether it is let in. One second is the window of all of them. */
export interface LimitedServer {
  limit: number
  /** What became of everything that arrived so far, and when. */
  readonly seen: { at: number; accepted: boolean }[]
  arrive(at: number): boolean
}

abstract class CountingServer implements LimitedServer {
  readonly seen: { at: number; accepted: boolean }[] = []

  constructor(public limit: number) {}

  arrive(at: number): boolean {
    const accepted = this.letIn(at)
    this.seen.push({ at, accepted })
    return accepted
  }

  protected abstract letIn(at: number): boolean
}

/** Holds as many tokens as the limit, refilled evenly. */
export class BucketServer extends CountingServer {
  #tokens = Number.POSITIVE_INFINITY
  #at = 0

  protected letIn(at: number): boolean {
    const refilled = this.#tokens + ((at - this.#at) / 1000) * this.limit
    // A millionth of a token is what adding fractions loses.
    this.#tokens = Math.min(this.limit, refilled)
    this.#at = at
    if (this.#tokens < 1 - 1e-6) return false
    this.#tokens -= 1
    return true
  }
}

/** Counts from every full second on. */
export class FixedWindowServer extends CountingServer {
  #window = -1
  #count = 0

  protected letIn(at: number): boolean {
    const window = Math.floor(at / 1000)
    if (window !== this.#window) this.#count = 0
    this.#window = window
    if (this.#count >= this.limit) return false
    this.#count += 1
    return true
  }
}

/** Never more than the limit in any second, wherever it begins: the strictest reading. */
export class SlidingWindowServer extends CountingServer {
  #accepted: number[] = []

  protected letIn(at: number): boolean {
    this.#accepted = this.#accepted.filter((earlier) => earlier > at - 1000)
    if (this.#accepted.length >= this.limit) return false
    this.#accepted.push(at)
    return true
  }
}

/** The headers of such servers, as Resend writes them. */
export function hintsOf(server: LimitedServer): Hints {
  return { limit: server.limit, windowMs: 1000, resetMs: 1000 }
}
