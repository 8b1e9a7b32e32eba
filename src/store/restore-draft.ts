import { type Kysely, sql } from 'kysely'
import { takenAtSetting } from './backup-store.ts'
import { writeKeyRing } from './key-ring.ts'
import { deleteFreeze } from './ledger-rows.ts'
import type { KeyRing } from './ring-vault.ts'
import type { Schema } from './schema.ts'

/**
 * Halt every issue of a restored ledger that was not over: what happened to it after the backup is not in it. Freezes that
 * were not finished go. All in one transaction.
 *
 * @returns the issues that were halted.
 */
export async function haltRestored(db: Kysely<Schema>, now: number, takenAt: number | undefined): Promise<string[]> {
  const from = takenAt === undefined ? 'a copy of unknown age' : `a backup of ${minute(takenAt)}`
  const detail = `Restored on ${minute(now)} from ${from}. What was sent after that is not in this ledger.`
  return await db.transaction().execute(async (trx) => {
    const open = await trx.selectFrom('issues').select(['issue', 'state']).where('state', '<>', 'done').execute()
    for (const { issue, state } of open) {
      if (state === 'freezing') await deleteFreeze(trx, issue)
      else {
        await trx
          .updateTable('issues')
          .set({ state: 'halted', reason: 'ledger_doubtful', detail })
          .where('issue', '=', issue)
          .execute()
      }
    }
    await trx.deleteFrom('settings').where('key', '=', takenAtSetting).execute()
    return open.flatMap(({ issue, state }) => (state === 'freezing' ? [] : [issue]))
  })
}

/** Whether two rings belong to one list: only then do hashes of addresses mean the same. */
export function isSameList(one: KeyRing, other: KeyRing): boolean {
  return agree(one, other, 'index') && one.index.size === other.index.size
}

/**
 * Give a restored list the keys that came after the backup, so that links mailed meanwhile still work and processes that
 * run now go on with what they know.
 *
 * @returns false when one version names two keys, so that they cannot be brought together.
 */
export async function addNewerKeys(
  db: Kysely<Schema>,
  restored: KeyRing,
  replaced: KeyRing,
  wrappingKey: Uint8Array,
): Promise<boolean> {
  if (!agree(restored, replaced, 'data') || !agree(restored, replaced, 'link')) return false
  const ring: KeyRing = {
    index: restored.index,
    data: new Map([...replaced.data, ...restored.data]),
    link: new Map([...replaced.link, ...restored.link]),
  }
  await db.transaction().execute((trx) => writeKeyRing(trx, ring, wrappingKey))
  return true
}

function agree(one: KeyRing, other: KeyRing, kind: keyof KeyRing): boolean {
  return [...one[kind]].every(([version, key]) => {
    const same = other[kind].get(version)
    return same === undefined || Buffer.from(same).equals(key)
  })
}

/** Make a draft one file that needs none beside it, to be closed and put in its place. */
export async function finishDraft(db: Kysely<Schema>): Promise<void> {
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
  await sql`pragma journal_mode = delete`.execute(db)
}

const minute = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
