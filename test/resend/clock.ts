import type { Store } from './store.ts'

/** A clock that a test may turn: what was added to it survives the server's kill. */
export class TurnableClock {
  readonly #source: () => number
  readonly #store: Store
  #added: number

  constructor(store: Store, source: () => number) {
    this.#store = store
    this.#source = source
    this.#added = store.setting('clock', 0)
  }

  readonly now = (): number => this.#source() + this.#added

  advance(ms: number): void {
    this.#added += ms
    this.#store.set('clock', this.#added)
  }

  set(now: number): void {
    this.advance(now - this.now())
  }
}
