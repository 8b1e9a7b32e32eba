import { randomUUID } from 'node:crypto'
import type { Store } from './store.ts'

export type Origin = 'bounce' | 'complaint' | 'manual'

export interface Suppression {
  id: string
  email: string
  origin: Origin
  source_id: string | null
  seq: number
  at: number
}

/** The team's suppression list: mail to these addresses is accepted and never sent. */
export class Suppressions {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** The entry of an address; one that is there already stays as it is. */
  add(address: string, origin: Origin, source: string | null, at: number): Suppression {
    const email = address.toLowerCase()
    this.#store
      .sql('insert or ignore into suppressions (id, email, origin, source_id, at) values (?, ?, ?, ?, ?)')
      .run(randomUUID(), email, origin, source, at)
    return this.#store.sql('select * from suppressions where email = ?').get(email) as Suppression
  }

  find(idOrEmail: string): Suppression | undefined {
    const text = 'select * from suppressions where id = ? or email = ?'
    return this.#store.sql(text).get(idOrEmail, idOrEmail.toLowerCase()) as Suppression | undefined
  }

  remove({ id }: Suppression): void {
    this.#store.sql('delete from suppressions where id = ?').run(id)
  }

  list(origin: string | null): Suppression[] {
    const text = 'select * from suppressions where ? is null or origin = ? order by seq desc'
    return this.#store.sql(text).all(origin, origin) as Suppression[]
  }
}
