import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { Among } from '../audience/among.ts'
import type { AudienceStats, AudienceStore, ReaderGroup, UpsertOutcome } from '../audience/audience-store.ts'
import type { Rule } from '../audience/rule.ts'
import type { Subscriber, SuppressionReason } from '../audience/subscriber.ts'
import type { Vault } from '../audience/vault.ts'
import { compileRule } from './compile-rule.ts'
import { isAmong } from './is-among.ts'
import type { Schema } from './schema.ts'
import { openSubscriber, type SubscriberRow, topicsOf } from './subscriber-rows.ts'
import { suppressAddress } from './suppress-address.ts'
import { upsertPage } from './upsert-subscribers.ts'

/** Rows of one transaction: large enough to be fast, small enough to let others write in between. */
const pageSize = 1000

/** The list in SQL. */
export function createAudienceStore(db: Kysely<Schema>, vault: Vault): AudienceStore {
  return new SqlAudienceStore(db, vault)
}

/** `audience/audience-store.ts` says what each method promises. */
class SqlAudienceStore implements AudienceStore {
  constructor(
    readonly db: Kysely<Schema>,
    readonly vault: Vault,
  ) {}

  async upsertSubscribers(
    rows: Subscriber[],
    now: number,
    { dryRun = false, importId }: { dryRun?: boolean; importId?: number } = {},
  ): Promise<UpsertOutcome[]> {
    const upsert = (page: Subscriber[]) =>
      this.db.transaction().execute((trx) => upsertPage(trx, this.vault, page, { now, dryRun, importId }))
    const outcomes: UpsertOutcome[] = []
    for (let at = 0; at < rows.length; at += pageSize) {
      outcomes.push(...(await upsert(rows.slice(at, at + pageSize))))
    }
    return outcomes
  }

  async beginImport(name: string, now: number): Promise<number> {
    const { id } = await this.db
      .insertInto('imports')
      .values({ name, at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    return Number(id)
  }

  async find(addressHash: Buffer): Promise<Subscriber | undefined> {
    const row = await this.db
      .selectFrom('subscribers')
      .selectAll()
      .where('address_hash', '=', addressHash)
      .executeTakeFirst()
    const [subscriber] = row ? await this.#open([row]) : []
    return subscriber
  }

  async *pages(size = pageSize): AsyncGenerator<Subscriber[]> {
    for (let after = 0; ; ) {
      const rows = await this.db
        .selectFrom('subscribers')
        .selectAll()
        .where('id', '>', after)
        .orderBy('id')
        .limit(size)
        .execute()
      const last = rows.at(-1)
      if (!last) return
      yield await this.#open(rows)
      after = last.id
    }
  }

  async countAll(): Promise<number> {
    const row = await this.db.selectFrom('subscribers').select(countRows).executeTakeFirstOrThrow()
    return Number(row.count)
  }

  async countRule(rule: Rule, now: number): Promise<number> {
    const row = await this.db
      .selectFrom('subscribers')
      .select(countRows)
      .where(mailable(now))
      .where(compileRule(rule))
      .executeTakeFirstOrThrow()
    return Number(row.count)
  }

  async groupings(rules: readonly { name: string; rule: Rule }[], now: number, among?: Among): Promise<ReaderGroup[]> {
    const rows = await this.db
      .selectFrom((from) =>
        from
          .selectFrom('subscribers')
          .select((eb) => ['language', compileMask(rules.map(({ rule }) => rule))(eb).as('mask')])
          .where(mailable(now))
          .$if(among !== undefined, (query) => query.where(isAmong(among)))
          .as('masked'),
      )
      .select((eb) => ['language', 'mask', eb.fn.countAll<number | string>().as('readers')])
      .groupBy(['language', 'mask'])
      .orderBy('language')
      .orderBy('mask')
      .execute()
    return rows.map(({ language, mask, readers }) => ({
      language,
      mask: Number(mask),
      // Not the operator &, which ends at 31 bits.
      segments: rules.filter((_, bit) => Math.floor(Number(mask) / 2 ** bit) % 2 === 1).map(({ name }) => name),
      readers: Number(readers),
    }))
  }

  async suppress(addressHash: Buffer, reason: SuppressionReason, at: number): Promise<void> {
    await this.db.transaction().execute((trx) => suppressAddress(trx, addressHash, reason, at))
  }

  async isSuppressed(addressHash: Buffer): Promise<boolean> {
    const row = await this.db
      .selectFrom('suppressions')
      .select('at')
      .where('address_hash', '=', addressHash)
      .executeTakeFirst()
    return row !== undefined
  }

  async remove(addressHash: Buffer): Promise<boolean> {
    const { numDeletedRows } = await this.db
      .deleteFrom('subscribers')
      .where('address_hash', '=', addressHash)
      .executeTakeFirstOrThrow()
    return numDeletedRows > 0n
  }

  async stats(): Promise<AudienceStats> {
    const byLanguage = await this.#count('subscribers', 'language')
    return {
      subscribers: Object.values(byLanguage).reduce((sum, some) => sum + some, 0),
      byLanguage,
      byTopic: await this.#count('subscriber_topics', 'topic'),
      byRegion: await this.#count('subscribers', 'region'),
      suppressed: await this.#count('suppressions', 'reason'),
    }
  }

  async movement(from: number, to: number): Promise<{ joined: number; left: number }> {
    const { joined } = await this.db
      .selectFrom('subscribers')
      .select((eb) => eb.fn.countAll<number | string>().as('joined'))
      .where('created_at', '>', from)
      .where('created_at', '<=', to)
      .executeTakeFirstOrThrow()
    const { left } = await this.db
      .selectFrom('suppressions')
      .select((eb) => eb.fn.countAll<number | string>().as('left'))
      .where('at', '>', from)
      .where('at', '<=', to)
      .executeTakeFirstOrThrow()
    return { joined: Number(joined), left: Number(left) }
  }

  async #count(
    table: 'subscribers' | 'subscriber_topics' | 'suppressions',
    column: string,
  ): Promise<Record<string, number>> {
    const rows = await this.db
      .selectFrom(table)
      .select((eb) => [
        sql<string | null>`${sql.ref(column)}`.as('value'),
        eb.fn.countAll<number | string>().as('count'),
      ])
      .groupBy(sql.ref(column))
      .orderBy(sql.ref(column))
      .execute()
    return Object.fromEntries(rows.map(({ value, count }) => [value ?? '', Number(count)]))
  }

  async #open(rows: SubscriberRow[]): Promise<Subscriber[]> {
    const topics = await topicsOf(
      this.db,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => openSubscriber(this.vault, row, topics.get(row.id) ?? []))
  }
}

type Builder = ExpressionBuilder<Schema, 'subscribers'>

const countRows = (eb: Builder) => eb.fn.countAll<number | string>().as('count')

/** Neither suppressed nor pausing. */
function mailable(now: number): (eb: Builder) => Expression<SqlBool> {
  return (eb) =>
    eb.and([
      eb.or([eb('subscribers.paused_until', 'is', null), eb('subscribers.paused_until', '<=', now)]),
      eb.not(
        eb.exists(
          eb
            .selectFrom('suppressions')
            .select('suppressions.at')
            .whereRef('suppressions.address_hash', '=', 'subscribers.address_hash'),
        ),
      ),
    ])
}

/** One number for the rules a subscriber matches: bit n is rule n. */
function compileMask(rules: Rule[]) {
  return (eb: Builder) =>
    rules
      .map((rule, bit) => sql<number>`case when ${compileRule(rule)(eb)} then ${sql.lit(2 ** bit)} else 0 end`)
      .reduce((sum, term) => sql<number>`${sum} + ${term}`, sql<number>`0`)
}
