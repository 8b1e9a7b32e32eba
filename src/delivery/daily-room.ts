import type { Batch } from './batch.ts'
import type { Clock } from './clock.ts'
import type { Ledger } from './ledger.ts'

const dayMs = 24 * 60 * 60 * 1000

interface Spent {
  /** Epoch milliseconds. */
  at: number
  count: number
}

/**
 * How many deliveries may still be armed under `delivery.dailyCap`: at most that many in any 24 hours, over all issues.
 * What is armed in this run counts at once, whatever becomes of it.
 */
export class DailyRoom {
  /** Oldest first; read once, as there is only one sender. */
  #reading: Promise<Spent[]> | undefined
  #spent: Spent[] = []
  readonly #counted = new Map<number, Spent>()

  constructor(
    readonly cap: number | null,
    readonly ledger: Pick<Ledger, 'acceptedSince'>,
    readonly clock: Pick<Clock, 'now'>,
  ) {}

  /**
   * Count a batch, once a run. When there is no room, nothing is counted and a sentence says from when there will be,
   * unless the batch may be out already (`mayBeOut`): then it is counted in any case.
   */
  async take(batch: Pick<Batch, 'seq' | 'count'>, mayBeOut: boolean): Promise<string | undefined> {
    if (this.cap === null || this.#counted.has(batch.seq)) return undefined
    this.#reading ??= this.#read()
    await this.#reading
    // From here to the end nothing waits: batches that ask side by side are counted one after the other.
    const now = this.clock.now()
    this.#spent = this.#spent.filter(({ at }) => at > now - dayMs)
    const spent = this.#spent
    const used = spent.reduce((sum, { count }) => sum + count, 0)
    if (!mayBeOut && used + batch.count > this.cap) return describeWait(this.cap, used + batch.count, spent, now)
    const taken = { at: now, count: batch.count }
    spent.push(taken)
    this.#counted.set(batch.seq, taken)
    return undefined
  }

  /** A batch that surely was not accepted takes no room. */
  giveBack(batch: Pick<Batch, 'seq'>): void {
    const taken = this.#counted.get(batch.seq)
    this.#counted.delete(batch.seq)
    this.#spent = this.#spent.filter((spent) => spent !== taken)
  }

  async #read(): Promise<Spent[]> {
    this.#spent = await this.ledger.acceptedSince(this.clock.now() - dayMs)
    return this.#spent
  }
}

function describeWait(cap: number, wanted: number, spent: Spent[], now: number): string {
  let from = now
  let left = wanted
  for (const { at, count } of spent) {
    if (left <= cap) break
    left -= count
    from = at + dayMs
  }
  const time = new Date(from).toISOString().slice(0, 16).replace('T', ' ')
  return `delivery.dailyCap is ${cap} in 24 hours; there is room for more from ${time} UTC on.`
}
