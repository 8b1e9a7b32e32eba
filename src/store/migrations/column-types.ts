import { type ColumnDataType, type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'

export type Engine = 'sqlite' | 'postgres'

/**
 * What differs between the engines in a `create table`; steps use nothing else that is engine-specific.
 * Times are `bigint` columns of epoch milliseconds on both.
 */
export interface ColumnTypes {
  bytes: ColumnDataType
  /** A numeric primary key that the database gives out, and never gives out twice. */
  identity: { type: ColumnDataType; build: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder }
  /** A column that refers to an identity. */
  reference: ColumnDataType
  /** Ends a table whose rows live in their primary key. */
  keyed: <Table extends { modifyEnd(modifier: ReturnType<typeof sql>): Table }>(table: Table) => Table
}

/**
 * One step of the schema. Runs once, inside the transaction that also records it. A step that has landed is never
 * edited: stores out there have run it. It does not know today's schema, which changes after it.
 */
export type Migration = (db: Kysely<unknown>, types: ColumnTypes) => Promise<void>

/** The column types of an engine. */
export function columnTypes(engine: Engine): ColumnTypes {
  if (engine === 'postgres') {
    return {
      bytes: 'bytea',
      identity: { type: 'bigserial', build: (column) => column.primaryKey() },
      reference: 'bigint',
      keyed: (table) => table,
    }
  }
  return {
    bytes: 'blob',
    identity: { type: 'integer', build: (column) => column.primaryKey().autoIncrement() },
    reference: 'integer',
    keyed: (table) => table.modifyEnd(sql`without rowid`),
  }
}
