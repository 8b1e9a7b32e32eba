import { type Kysely, sql } from 'kysely'
import type { ColumnTypes } from './column-types.ts'

/**
 * What follows the provider's yes: its reports, decisions of people, the checks before the first batch, and the pictures
 * of frozen issues, which the mails link to.
 */
export async function createAfterAcceptance(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { bytes, identity, reference, keyed } = types
  await db.schema
    .createTable('imports')
    .addColumn('id', identity.type, identity.build)
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.alterTable('subscribers').addColumn('import_id', reference).execute()

  for (const [name, type] of [
    ['detail', 'text'],
    ['cancelled_at', 'bigint'],
    ['confirmed_at', 'bigint'],
    ['daily_cap', 'integer'],
    ['tracking_off', 'text'],
    ['pages', 'text'],
    ['receipt', 'text'],
    ['accepted_rates', 'text'],
  ] as const) {
    await db.schema.alterTable('issues').addColumn(name, type).execute()
  }
  for (const name of ['accepted_at', 'accepted_count'] as const) {
    await db.schema.alterTable('batches').addColumn(name, 'bigint').execute()
  }
  for (const [name, type] of [
    ['import_id', reference],
    ['report', 'text'],
    ['report_rank', 'integer'],
    ['report_at', 'bigint'],
    ['report_detail', 'text'],
  ] as const) {
    await db.schema.alterTable('recipients').addColumn(name, type).execute()
  }
  await db.schema
    .createIndex('recipients_by_report')
    .on('recipients')
    .columns(['issue', 'report', 'import_id'])
    .where(sql.ref('report'), 'is not', null)
    .execute()
  await db.schema
    .createIndex('recipients_by_address')
    .on('recipients')
    .column('address_hash')
    .where(sql.ref('report'), 'is not', null)
    .execute()

  await keyed(
    db.schema
      .createTable('provider_events')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull()),
  ).execute()
  await db.schema.createIndex('provider_events_by_time').on('provider_events').column('at').execute()
  await db.schema
    .createTable('parked_events')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('email_id', 'text')
    .addColumn('issue', 'text')
    .addColumn('delivery', 'text')
    .addColumn('sealed', bytes, (column) => column.notNull())
    .execute()
  await db.schema.createIndex('parked_events_by_email').on('parked_events').column('email_id').execute()
  await db.schema.createIndex('parked_events_by_delivery').on('parked_events').columns(['issue', 'delivery']).execute()

  await db.schema
    .createTable('pictures')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('bytes', bytes, (column) => column.notNull())
    .execute()
  await keyed(
    db.schema
      .createTable('issue_pictures')
      .addColumn('issue', 'text', (column) => column.notNull())
      .addColumn('picture', 'text', (column) => column.notNull().references('pictures.name'))
      .addPrimaryKeyConstraint('issue_pictures_pk', ['issue', 'picture']),
  ).execute()
}
