import { setImmediate } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { Problem } from '../problem/problem.ts'
import type { Schema } from './schema.ts'

/** Pieces of work in one transaction: enough to pay for its sync to the disk, few enough to let others write soon. */
const sharedMost = 100

/** Turns of the event loop from a request's head to its work: head, body, and one to spare. */
const turnsToArrive = 3

interface Waiting<Work, Result> {
  work: Work
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Runs small pieces of work in transactions, one at a time; what arrives while one is being written shares the next. A
 * commit waits for the disk, whatever it holds: a burst costs a few such waits instead of hundreds, and is answered as
 * soon. Each promise resolves once its own work is durable.
 *
 * Where a transaction fails for something a person or a disk did (a Problem), all of its work fails with it; anything else
 * is the fault of one piece, and each is then tried alone.
 */
export class SharedTransactions<Work, Result> {
  readonly #db: Kysely<Schema>
  readonly #run: (trx: Transaction<Schema>, work: Work) => Promise<Result>
  #waiting: Waiting<Work, Result>[] = []
  #busy = false

  constructor(db: Kysely<Schema>, run: (trx: Transaction<Schema>, work: Work) => Promise<Result>) {
    this.#db = db
    this.#run = run
  }

  /** @throws Problem of the store */
  async add(work: Work): Promise<Result> {
    return await new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject })
      if (!this.#busy) void this.#drain()
    })
  }

  async #drain(): Promise<void> {
    this.#busy = true
    while (this.#waiting.length > 0) {
      await this.#arrivals()
      const shared: Waiting<Work, Result>[] = []
      await this.#commit(shared, () => {
        shared.push(...this.#waiting.splice(0, sharedMost))
      })
    }
    this.#busy = false
  }

  /**
   * Let the event loop turn as long as that brings more. The engine's calls are synchronous, so without it a transaction
   * would be over before the next request of the same burst was even read.
   */
  async #arrivals(): Promise<void> {
    for (let before = 0; before < this.#waiting.length && this.#waiting.length < sharedMost; ) {
      before = this.#waiting.length
      for (let turn = 0; turn < turnsToArrive; turn += 1) await setImmediate()
    }
  }

  /** `gather` is asked once the transaction has begun: until then more arrives. */
  async #commit(shared: Waiting<Work, Result>[], gather?: () => void): Promise<void> {
    try {
      const results = await this.#db.transaction().execute(async (trx) => {
        gather?.()
        const done: [Waiting<Work, Result>, Result][] = []
        for (const waiting of shared) done.push([waiting, await this.#run(trx, waiting.work)])
        return done
      })
      for (const [{ resolve }, result] of results) resolve(result)
    } catch (error) {
      // A transaction that never began: those who waited for it are told so.
      if (shared.length === 0) gather?.()
      if (error instanceof Problem || shared.length === 1) for (const { reject } of shared) reject(error)
      else for (const waiting of shared) await this.#commit([waiting])
    }
  }
}
