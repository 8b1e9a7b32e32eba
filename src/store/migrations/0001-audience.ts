import { type Kysely, sql } from 'kysely'
import type { ColumnTypes } from './column-types.ts'

/** Subscribers, suppressions, the key ring, settings. */
export async function createAudience(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  await db.schema
    .createTable('subscribers')
    .addColumn('id', types.identity.type, types.identity.build)
    .addColumn('address_hash', types.bytes, (column) => column.notNull().unique())
    .addColumn('address', types.bytes, (column) => column.notNull())
    .addColumn('name', types.bytes)
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('region', 'text')
    .addColumn('consent_at', 'bigint', (column) => column.notNull())
    .addColumn('consent_source', 'text', (column) => column.notNull())
    .addColumn('consent_wording', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('paused_until', 'bigint')
    .execute()

  await types
    .keyed(
      db.schema
        .createTable('subscriber_topics')
        .addColumn('topic', 'text', (column) => column.notNull())
        .addColumn('subscriber_id', types.reference, (column) =>
          column.notNull().references('subscribers.id').onDelete('cascade'),
        )
        .addPrimaryKeyConstraint('subscriber_topics_pk', ['topic', 'subscriber_id']),
    )
    .execute()
  await db.schema
    .createIndex('subscriber_topics_by_subscriber')
    .on('subscriber_topics')
    .column('subscriber_id')
    .execute()

  // Rules compare topics without case.
  await db.schema
    .createIndex('subscriber_topics_by_folded_topic')
    .on('subscriber_topics')
    .expression(sql`lower(topic)`)
    .execute()

  await types
    .keyed(
      db.schema
        .createTable('suppressions')
        .addColumn('address_hash', types.bytes, (column) => column.notNull().primaryKey())
        .addColumn('reason', 'text', (column) => column.notNull())
        .addColumn('at', 'bigint', (column) => column.notNull()),
    )
    .execute()

  await types
    .keyed(
      db.schema
        .createTable('key_ring')
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull())
        .addColumn('value', types.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('key_ring_pk', ['kind', 'version']),
    )
    .execute()

  await types
    .keyed(
      db.schema
        .createTable('settings')
        .addColumn('key', 'text', (column) => column.notNull().primaryKey())
        .addColumn('value', 'text', (column) => column.notNull()),
    )
    .execute()
}
