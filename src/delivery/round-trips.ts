/** Longer ones are waits, not ways. */
const longestMs = 5000
/** What is taken until the first answer. */
const guessMs = 300

/** How long requests take from being written to being answered. */
export class RoundTrips {
  #shortestMs = Number.POSITIVE_INFINITY
  #meanMs: number | undefined

  add(ms: number): void {
    const trip = Math.min(longestMs, Math.max(0, ms))
    this.#meanMs = this.#meanMs === undefined ? trip : this.#meanMs + (trip - this.#meanMs) / 20
    // Slowly forgotten, for a road that has become longer.
    this.#shortestMs = trip < this.#shortestMs ? trip : this.#shortestMs + (trip - this.#shortestMs) / 1000
  }

  get meanMs(): number {
    return this.#meanMs ?? guessMs
  }

  get shortestMs(): number {
    return Math.min(this.#shortestMs, this.meanMs)
  }

  /** As long as nearly all take. */
  get longMs(): number {
    return 2 * this.meanMs
  }
}
