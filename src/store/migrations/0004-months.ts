import { type Kysely, sql } from 'kysely'
import type { ColumnTypes } from './column-types.ts'

/** What a month needs besides the ledger: editors and their approvals, notices, and what the schedule came to. */
export async function createMonths(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { bytes, identity, reference, keyed } = types
  for (const [name, type] of [
    ['kind', 'text'],
    ['month', 'text'],
    ['due_at', 'bigint'],
    ['follows', 'text'],
  ] as const) {
    await db.schema.alterTable('issues').addColumn(name, type).execute()
  }
  // One monthly a month, whoever sends it.
  await db.schema
    .createIndex('issues_by_month')
    .on('issues')
    .column('month')
    .unique()
    .where(sql.ref('month'), 'is not', null)
    .execute()

  await db.schema
    .createTable('editors')
    .addColumn('id', identity.type, identity.build)
    .addColumn('address_hash', bytes, (column) => column.notNull().unique())
    .addColumn('address', bytes, (column) => column.notNull())
    .addColumn('name', bytes, (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('languages', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await keyed(
    db.schema
      .createTable('approvals')
      .addColumn('issue', 'text', (column) => column.notNull())
      .addColumn('content_hash', 'text', (column) => column.notNull())
      // No foreign key: an approval outlives its editor's record.
      .addColumn('editor', reference, (column) => column.notNull())
      .addColumn('name', bytes, (column) => column.notNull())
      .addColumn('role', 'text', (column) => column.notNull())
      .addColumn('parts', 'text', (column) => column.notNull())
      .addColumn('via', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('candidates', 'integer')
      .addPrimaryKeyConstraint('approvals_pk', ['issue', 'content_hash', 'editor']),
  ).execute()
  await keyed(
    db.schema
      .createTable('sign_ins')
      .addColumn('token_hash', bytes, (column) => column.notNull().primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('editor', reference, (column) => column.notNull().references('editors.id').onDelete('cascade'))
      .addColumn('issue', 'text')
      .addColumn('expires_at', 'bigint', (column) => column.notNull()),
  ).execute()
  await db.schema
    .createTable('notices')
    .addColumn('key', 'text', (column) => column.notNull().primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('tried_at', 'bigint')
    .addColumn('settled_at', 'bigint')
    .addColumn('sealed', bytes)
    .addColumn('error', 'text')
    .execute()
  await db.schema.createIndex('notices_by_state').on('notices').columns(['state', 'at']).execute()
  await db.schema
    .createTable('occasions')
    .addColumn('key', 'text', (column) => column.notNull().primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('issue', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
}
