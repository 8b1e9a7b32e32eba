import { randomUUID } from 'node:crypto'
import type { Outcome } from './outcomes.ts'
import type { Store } from './store.ts'

/** What is kept of an e-mail: what `GET /emails` and webhooks tell. No html, no text. */
export interface KeptEmail {
  from: string
  to: string | string[]
  cc?: string | string[]
  bcc?: string | string[]
  reply_to?: string | string[]
  subject: string
  tags?: { name: string; value: string }[]
  headers?: Record<string, string>
  scheduled_at?: string
}

/** An e-mail the server accepted. */
export interface AcceptedEmail {
  id: string
  /** In the order of acceptance, from 1. */
  seq: number
  at: number
  /** What becomes of it; webhooks tell. */
  outcome: Outcome
  email: KeptEmail
}

interface Row {
  seq: number
  id: string
  at: number
  outcome: string
  email: string
}

/** The verdict over all that was accepted. */
export interface Verdict {
  /** Accepted e-mails. */
  emails: number
  /** Distinct deliveries: pairs of the tags `issue` and `delivery`. */
  deliveries: number
  /** The highest number of acceptances of one delivery; 0 when there is none. */
  most: number
  /** Deliveries accepted more than once, `issue/delivery`; a hundred at most. */
  twice: string[]
  /** The highest number of acceptances of one address in one issue, whatever its tags say. */
  mostPerAddress: number
}

/** What was accepted, in order. */
export class Mailbox {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  accept(email: KeptEmail, at: number, outcome: Outcome): AcceptedEmail {
    const id = randomUUID()
    const { from, to, cc, bcc, reply_to, subject, tags, headers, scheduled_at } = email
    const kept = { from, to, cc, bcc, reply_to, subject, tags, headers, scheduled_at }
    const tag = (name: string): string => tags?.find((one) => one.name === name)?.value ?? ''
    const { lastInsertRowid } = this.#store
      .sql('insert into emails (id, at, outcome, issue, delivery, email) values (?, ?, ?, ?, ?, ?)')
      .run(id, at, outcome, tag('issue'), tag('delivery'), JSON.stringify(kept))
    return { id, seq: Number(lastInsertRowid), at, outcome, email: kept }
  }

  all(): AcceptedEmail[] {
    return (this.#store.sql('select * from emails order by seq').all() as Row[]).map(read)
  }

  find(id: string): AcceptedEmail | undefined {
    const row = this.#store.sql('select * from emails where id = ?').get(id) as Row | undefined
    return row && read(row)
  }

  /** In the order of acceptance, after `seq`. */
  since(seq: number, limit: number): AcceptedEmail[] {
    return (this.#store.sql('select * from emails where seq > ? order by seq limit ?').all(seq, limit) as Row[]).map(
      read,
    )
  }

  at(seq: number): AcceptedEmail | undefined {
    const row = this.#store.sql('select * from emails where seq = ?').get(seq) as Row | undefined
    return row && read(row)
  }

  /** Accepted within [from, until], newest first: `older` than a place in the listing, or just `newer` than one. */
  page(
    within: { from: number; until: number },
    limit: number,
    cursor: { older?: number; newer?: number },
  ): AcceptedEmail[] {
    const { from, until } = within
    const { older = Number.MAX_SAFE_INTEGER, newer } = cursor
    const range = 'select * from emails where at between ? and ?'
    if (newer === undefined) {
      const text = `${range} and seq < ? order by seq desc limit ?`
      return (this.#store.sql(text).all(from, until, older, limit) as Row[]).map(read)
    }
    const text = `${range} and seq > ? order by seq limit ?`
    return (this.#store.sql(text).all(from, until, newer, limit) as Row[]).map(read).reverse()
  }

  /** How often each value of a tag was accepted. More than once is a reader who got the same mail twice. */
  countByTag(name: string): Map<string, number> {
    const text = `select tag.value ->> '$.value' as value, count(*) as count
      from emails, json_each(email, '$.tags') as tag
      where tag.value ->> '$.name' = ? group by 1 order by min(seq)`
    const rows = this.#store.sql(text).all(name) as { value: string; count: number }[]
    return new Map(rows.map(({ value, count }) => [value, count]))
  }

  judge(): Verdict {
    const counted = `select issue, delivery, count(*) as count from emails where delivery <> '' group by 1, 2`
    const sums = this.#store
      .sql(`select count(*) as deliveries, coalesce(max(count), 0) as most from (${counted})`)
      .get() as { deliveries: number; most: number }
    const twice = this.#store.sql(`${counted} having count(*) > 1 limit 100`).all() as Record<string, string>[]
    const { emails, mostPerAddress } = this.#store
      .sql(
        `select coalesce(sum(count), 0) as emails, coalesce(max(count), 0) as mostPerAddress
         from (select count(*) as count from emails group by issue, lower(email ->> '$.to'))`,
      )
      .get() as { emails: number; mostPerAddress: number }
    return { emails, ...sums, twice: twice.map(({ issue, delivery }) => `${issue}/${delivery}`), mostPerAddress }
  }
}

function read({ email, outcome, ...row }: Row): AcceptedEmail {
  return { ...row, outcome: outcome as Outcome, email: JSON.parse(email) as KeptEmail }
}

/** The addresses of a field that may be one or several or absent. */
export function listOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat()
}

/** `Name <a@b>` and `a@b` alike, in lower case. */
export function bareAddress(mailbox: string): string {
  return (/<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox).toLowerCase()
}

/** The Message-ID an e-mail leaves with. */
export function messageIdOf(id: string): string {
  return `<${id}@email.example.org>`
}
