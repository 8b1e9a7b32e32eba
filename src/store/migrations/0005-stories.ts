import type { Kysely } from 'kysely'
import type { ColumnTypes } from './column-types.ts'

/** Consent records, and where the stories they belong to went. */
export async function createStories(db: Kysely<unknown>, types: ColumnTypes): Promise<void> {
  const { bytes, keyed } = types
  await db.schema
    .createTable('stories')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('sealed', bytes)
    .addColumn('withdrawn_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await keyed(
    db.schema
      .createTable('story_uses')
      .addColumn('story', 'text', (column) => column.notNull())
      .addColumn('issue', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('text_hash', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('story_uses_pk', ['story', 'issue', 'language', 'channel']),
  ).execute()
  await db.schema.createIndex('story_uses_by_issue').on('story_uses').column('issue').execute()
  await keyed(
    db.schema
      .createTable('story_pictures')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('story', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('story_pictures_pk', ['name', 'story']),
  ).execute()
}
