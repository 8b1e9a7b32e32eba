import type { Database } from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { Problem } from '../problem/problem.ts'
import { type RingRow, unwrapRing } from './key-wrapping.ts'
import { keyChanged, keyWrong } from './problems.ts'
import type { KeyRing } from './ring-vault.ts'
import type { Schema } from './schema.ts'
import { convertStoreError } from './store-errors.ts'

/**
 * Something that reads a store's key ring again, at once: a vault opens values without waiting. It has a connection of
 * its own for the moment, since the store's may be in the middle of a transaction.
 *
 * @returns throws Problem `key_changed` when the ring was wrapped under a key that this process does not have.
 */
export async function ringReloader(
  db: Kysely<Schema>,
  wrappingKeys: () => Uint8Array[],
): Promise<(() => KeyRing) | undefined> {
  const { rows } = await sql<{ file: string }>`select file from pragma_database_list where name = 'main'`.execute(db)
  const file = rows[0]?.file
  if (!file) return undefined
  const { default: Sqlite } = await import('better-sqlite3')
  return () => {
    const rows = readRows(() => new Sqlite(file, { fileMustExist: true }), file)
    for (const key of wrappingKeys()) {
      try {
        return unwrapRing(rows, key)
      } catch (error) {
        if (!(error instanceof Problem && error.code === keyWrong.code)) throw error
      }
    }
    throw keyChanged()
  }
}

function readRows(open: () => Database, file: string): RingRow[] {
  try {
    const database = open()
    try {
      return database.prepare<[], RingRow>('select * from key_ring order by kind, version').all()
    } finally {
      database.close()
    }
  } catch (error) {
    throw convertStoreError(error, file)
  }
}
