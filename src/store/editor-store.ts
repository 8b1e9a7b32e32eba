import type { Kysely, Selectable } from 'kysely'
import type { Editor, EditorStore } from '../approval/editor.ts'
import type { Vault } from '../audience/vault.ts'
import { editorPurpose } from './month-purposes.ts'
import type { MonthTables } from './months-schema.ts'
import type { Schema } from './schema.ts'

/** Editors in SQL, addresses and names sealed. `approval/editor.ts` says what each method promises. */
export function createEditorStore(db: Kysely<Schema>, vault: Vault): EditorStore {
  const open = (row: Selectable<MonthTables['editors']>): Editor => ({
    id: Number(row.id),
    address: vault.open(row.address, editorPurpose('address', row.address_hash)).toString('utf8'),
    name: vault.open(row.name, editorPurpose('name', row.address_hash)).toString('utf8'),
    role: row.role,
    languages: JSON.parse(row.languages),
  })
  return {
    async save({ address, name, role, languages }, now) {
      const hash = vault.addressHash(address)
      const values = {
        address: vault.seal(address, editorPurpose('address', hash)),
        name: vault.seal(name, editorPurpose('name', hash)),
        role,
        languages: JSON.stringify(languages),
      }
      const row = await db
        .insertInto('editors')
        .values({ address_hash: hash, ...values, created_at: now })
        .onConflict((conflict) => conflict.column('address_hash').doUpdateSet(values))
        .returningAll()
        .executeTakeFirstOrThrow()
      return open(row)
    },
    async list() {
      const rows = await db.selectFrom('editors').selectAll().execute()
      return rows.map(open).sort((a, b) => a.name.localeCompare(b.name) || a.id - b.id)
    },
    async find(address) {
      const row = await db
        .selectFrom('editors')
        .selectAll()
        .where('address_hash', '=', vault.addressHash(address))
        .executeTakeFirst()
      return row && open(row)
    },
    async get(id) {
      const row = await db.selectFrom('editors').selectAll().where('id', '=', id).executeTakeFirst()
      return row && open(row)
    },
    async remove(id) {
      const { numDeletedRows } = await db.deleteFrom('editors').where('id', '=', id).executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },
  }
}
