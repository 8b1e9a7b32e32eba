import type { Kysely } from 'kysely'
import type { Vault } from '../audience/vault.ts'
import type { NoticeStore } from '../delivery/notice.ts'
import { noticePurpose } from './month-purposes.ts'
import type { Schema } from './schema.ts'

/** Notices in SQL, their messages sealed until they are settled. `delivery/notice.ts` says what each method promises. */
export function createNoticeStore(db: Kysely<Schema>, vault: Vault): NoticeStore {
  return {
    async add({ key, kind, message }, now) {
      const sealed = vault.seal(JSON.stringify(message), noticePurpose(key))
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('notices')
        .values({ key, kind, state: 'pending', at: now, tried_at: null, settled_at: null, sealed, error: null })
        .onConflict((conflict) => conflict.column('key').doNothing())
        .executeTakeFirst()
      return (numInsertedOrUpdatedRows ?? 0n) > 0n
    },
    async pending(kind) {
      let query = db.selectFrom('notices').selectAll().where('state', '=', 'pending').orderBy('at').orderBy('key')
      if (kind !== undefined) query = query.where('kind', '=', kind)
      const rows = await query.execute()
      return rows.flatMap(({ key, kind: of, tried_at, sealed }) =>
        sealed === null
          ? []
          : [
              {
                key,
                kind: of,
                triedAt: tried_at === null ? null : Number(tried_at),
                message: JSON.parse(vault.open(sealed, noticePurpose(key)).toString('utf8')),
              },
            ],
      )
    },
    async try(key, now) {
      await db
        .updateTable('notices')
        .set({ tried_at: now })
        .where('key', '=', key)
        .where('tried_at', 'is', null)
        .execute()
    },
    async settle(key, state, now, error) {
      await db
        .updateTable('notices')
        .set({ state, settled_at: now, sealed: null, error: error ?? null })
        .where('key', '=', key)
        .where('state', '=', 'pending')
        .execute()
    },
    async state(key) {
      const row = await db.selectFrom('notices').select('state').where('key', '=', key).executeTakeFirst()
      return row?.state
    },
    async forgetBefore(time) {
      await db.deleteFrom('notices').where('state', '!=', 'pending').where('at', '<', time).execute()
    },
  }
}
