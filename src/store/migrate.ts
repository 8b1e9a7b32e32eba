import type { Kysely } from 'kysely'
import { columnTypes, type Engine } from './migrations/column-types.ts'
import { migrations } from './migrations/index.ts'
import { storeBroken, storeNewer } from './problems.ts'
import type { Schema } from './schema.ts'

const table = 'schema_steps'

/** The one table every step may rely on: which steps have run. */
type StepsTable = { [table]: { name: string } }

/**
 * Bring a store to this version's schema, all steps in one transaction, so that two processes opening it at once agree
 * and a killed one leaves nothing half done. (Kysely's own Migrator does neither on SQLite.)
 *
 * @throws Problem `store_newer` when the store has run a step this version does not know.
 */
export async function migrateStore(
  db: Kysely<Schema>,
  file: string,
  engine: Engine = 'sqlite',
  steps = migrations,
): Promise<void> {
  const types = columnTypes(engine)
  await db.transaction().execute(async (trx) => {
    const known = Object.keys(steps)
    const tables = (await trx.introspection.getTables()).map(({ name }) => name)
    if (tables.length > 0 && !tables.includes(table)) throw storeBroken({ file, why: 'it belongs to another program' })
    await types
      .keyed(
        trx.schema
          .createTable(table)
          .ifNotExists()
          .addColumn('name', 'text', (c) => c.notNull().primaryKey()),
      )
      .execute()
    const bookkeeping = trx.withTables<StepsTable>()
    const done = (await bookkeeping.selectFrom(table).select('name').execute()).map(({ name }) => name)
    const newer = done.filter((name) => !known.includes(name))
    if (newer.length > 0) throw storeNewer({ file, steps: newer })
    for (const [name, step] of Object.entries(steps)) {
      if (done.includes(name)) continue
      // Steps see no schema; today's types are not those they ran against.
      await step(trx as unknown as Kysely<unknown>, types)
      await bookkeeping.insertInto(table).values({ name }).execute()
    }
  })
}
