import { type Kysely, sql, type Transaction } from 'kysely'
import type { RotatingVault } from '../audience/vault.ts'
import { recipientPurpose } from './ledger-rows.ts'
import { approvalPurpose, editorPurpose, noticePurpose } from './month-purposes.ts'
import { sealHeader } from './ring-vault.ts'
import type { Schema } from './schema.ts'
import { storyPurpose } from './stories-schema.ts'
import { subscriberPurpose } from './subscriber-purpose.ts'

/** A table with sealed values: what names a row, and what each of its sealed columns is bound to. */
export interface SealedTable {
  table: keyof Schema
  /** The primary key, in the order of which the pages go. */
  key: readonly string[]
  columns: Record<string, (row: Record<string, unknown>) => string>
}

const hashOf = (row: Record<string, unknown>): Uint8Array => row.address_hash as Uint8Array

/** Every sealed column of the store. One that is missing here would become unreadable; a test looks for it. */
export const sealedTables: readonly SealedTable[] = [
  {
    table: 'subscribers',
    key: ['address_hash'],
    columns: {
      address: (row) => subscriberPurpose('address', hashOf(row)),
      name: (row) => subscriberPurpose('name', hashOf(row)),
    },
  },
  {
    table: 'recipients',
    key: ['issue', 'address_hash'],
    columns: { sealed: (row) => recipientPurpose(String(row.issue), hashOf(row)) },
  },
  {
    table: 'editors',
    key: ['id'],
    columns: {
      address: (row) => editorPurpose('address', hashOf(row)),
      name: (row) => editorPurpose('name', hashOf(row)),
    },
  },
  {
    table: 'approvals',
    key: ['issue', 'content_hash', 'editor'],
    columns: { name: (row) => approvalPurpose(String(row.issue), String(row.content_hash), Number(row.editor)) },
  },
  { table: 'notices', key: ['key'], columns: { sealed: (row) => noticePurpose(String(row.key)) } },
  { table: 'stories', key: ['id'], columns: { sealed: (row) => storyPurpose(String(row.id)) } },
  { table: 'parked_events', key: ['id'], columns: { sealed: (row) => `parked:${row.id}` } },
]

type Row = Record<string, unknown>

/**
 * Seal anew, with the newest data key, every value that an older one sealed. One transaction a page; killed between
 * two, or called again, it goes on where it stopped. Others may read and write meanwhile.
 *
 * @param onPage told after each page how many rows it changed.
 */
export async function resealStore(
  db: Kysely<Schema>,
  vault: RotatingVault,
  onPage: (rows: number) => void,
  pageSize = 500,
): Promise<void> {
  // What an older key sealed is to be gone from the file, not only from the tables.
  await sql`pragma secure_delete = on`.execute(db)
  const version = await newestDataKey(db)
  for (const sealed of sealedTables) {
    for (let after: Row | undefined; ; ) {
      const page = await db.transaction().execute((trx) => resealPage(trx, vault, sealed, version, after, pageSize))
      if (page.length > 0) onPage(page.length)
      after = page.at(-1)
      if (page.length < pageSize) break
    }
  }
}

/** Rows that an older data key sealed. */
export async function countStale(db: Kysely<Schema>): Promise<number> {
  const version = await newestDataKey(db)
  let stale = 0
  for (const sealed of sealedTables) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(sealed.table)} where ${isStale(sealed, version)}
    `.execute(db)
    stale += Number(rows[0]?.count ?? 0)
  }
  return stale
}

async function newestDataKey(db: Kysely<Schema>): Promise<number> {
  const { version } = await db
    .selectFrom('key_ring')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('kind', '=', 'data')
    .executeTakeFirstOrThrow()
  return Number(version)
}

/** A sealed value begins with the version of its key: see ring-vault.ts. */
function isStale({ columns }: SealedTable, version: number) {
  const current = sealHeader(version)
  const terms = Object.keys(columns).map(
    (column) => sql`(${sql.ref(column)} is not null and substr(${sql.ref(column)}, 1, 3) <> ${current})`,
  )
  return sql`(${sql.join(terms, sql` or `)})`
}

async function resealPage(
  trx: Transaction<Schema>,
  vault: RotatingVault,
  sealed: SealedTable,
  version: number,
  after: Row | undefined,
  limit: number,
): Promise<Row[]> {
  const { table, key, columns } = sealed
  const keys = sql.join(key.map((name) => sql.ref(name)))
  const beyond = after ? sql`and (${keys}) > (${sql.join(key.map((name) => after[name]))})` : sql``
  const { rows } = await sql<Row>`
    select ${keys}, ${sql.join(Object.keys(columns).map((name) => sql.ref(name)))} from ${sql.table(table)}
    where ${isStale(sealed, version)} ${beyond} order by ${keys} limit ${limit}
  `.execute(trx)
  for (const row of rows) {
    const changes = Object.entries(columns).flatMap(([column, purposeOf]) => {
      const value = row[column]
      if (!(value instanceof Uint8Array) || vault.isCurrent(value)) return []
      const purpose = purposeOf(row)
      return [sql`${sql.ref(column)} = ${vault.seal(vault.open(value, purpose), purpose)}`]
    })
    if (changes.length === 0) continue
    const isRow = key.map((name) => sql`${sql.ref(name)} = ${row[name]}`)
    await sql`update ${sql.table(table)} set ${sql.join(changes)} where ${sql.join(isRow, sql` and `)}`.execute(trx)
  }
  return rows
}
