import { type Kysely, type Selectable, sql } from 'kysely'
import type { Occasion, OccasionStore } from '../delivery/occasion.ts'
import type { MonthTables } from './months-schema.ts'
import type { Schema } from './schema.ts'

/** Occasions in SQL. `delivery/occasion.ts` says what each method promises. */
export function createOccasionStore(db: Kysely<Schema>): OccasionStore {
  return {
    async find(key) {
      const row = await db.selectFrom('occasions').selectAll().where('key', '=', key).executeTakeFirst()
      return row && toOccasion(row)
    },
    async close({ key, kind, dueAt, outcome, issue, at }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('occasions')
        .values({ key, kind, due_at: dueAt, outcome, issue, at })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async list(limit) {
      const rows = await db.selectFrom('occasions').selectAll().orderBy('due_at', 'desc').limit(limit).execute()
      return rows.map(toOccasion)
    },
    async since(schedule, now) {
      const key = `schedule since: ${schedule}`
      await db
        .insertInto('settings')
        .values({ key, value: String(now) })
        .onConflict((conflict) =>
          // A time to come was noted by a clock that was wrong: nothing would be due until then.
          conflict
            .column('key')
            .doUpdateSet({ value: String(now) })
            .where(sql<number>`cast(settings.value as bigint)`, '>', now),
        )
        .execute()
      const { value } = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirstOrThrow()
      return Number(value)
    },
    async noteCancel(issue, at) {
      const value = String(at)
      await db
        .insertInto('settings')
        .values({ key: cancelKey(issue), value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute()
    },
    async cancelledAt(issue) {
      const row = await db.selectFrom('settings').select('value').where('key', '=', cancelKey(issue)).executeTakeFirst()
      return row && Number(row.value)
    },
  }
}

const cancelKey = (issue: string): string => `cancelled: ${issue}`

function toOccasion(row: Selectable<MonthTables['occasions']>): Occasion {
  const { key, kind, outcome, issue } = row
  return { key, kind, outcome, issue, dueAt: Number(row.due_at), at: Number(row.at) }
}
