import type { Clock } from '../../src/delivery/clock.ts'

interface Sleeper {
  due: number
  order: number
  wake: () => void
}

/**
 * A clock that moves only when everything waits: then it jumps to the next sleeper that is due. Sleepers with the same time
 * wake in the order in which they lay down, so a run is the same every time.
 */
export class VirtualClock implements Clock {
  #now: number
  #slept = 0
  #sleepers: Sleeper[] = []

  constructor(start = Date.UTC(2024, 3, 2, 12)) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      this.#slept += 1
      const sleeper = { due: this.#now + Math.max(0, ms), order: this.#slept, wake: (): void => wake() }
      const wake = (): void => {
        signal?.removeEventListener('abort', wake)
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper)
        resolve()
      }
      signal?.addEventListener('abort', wake, { once: true })
      this.#sleepers.push(sleeper)
    })
  }

  /** Let time pass until `work` is done. Throws when everything waits and nobody sleeps: that would be for ever. */
  async run<T>(work: Promise<T>): Promise<T> {
    let done = false
    const end = (): void => {
      done = true
    }
    work.then(end, end)
    while (!done) {
      await everythingWaits()
      if (done) break
      this.#wakeNext()
    }
    return await work
  }

  #wakeNext(): void {
    const next = this.#sleepers.reduce<Sleeper | undefined>((first, other) => {
      if (!first || other.due < first.due) return other
      return other.due === first.due && other.order < first.order ? other : first
    }, undefined)
    if (!next) throw new Error('Everything waits, and nobody sleeps: this would never end.')
    this.#now = Math.max(this.#now, next.due)
    next.wake()
  }
}

/** All promises that can go on have gone on: setImmediate runs after the queue of promises is empty. */
function everythingWaits(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
