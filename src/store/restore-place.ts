import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Problem } from '../problem/problem.ts'
import { keepAs, placeNew, syncFile, syncFolder } from './durable-files.ts'
import { isOpenElsewhere } from './open-elsewhere.ts'
import { storeBroken, storeInUse } from './problems.ts'
import { patiently } from './sqlite-dialect.ts'
import { convertStoreError } from './store-errors.ts'
import { lastStorySetting } from './stories-schema.ts'

/** Put a finished draft where no store is. False when one was made meanwhile. */
export function placeRestored(draft: string, file: string): boolean {
  try {
    syncFile(draft)
    // Left by a store that is gone; SQLite would take them for the new one's.
    if (!existsSync(file)) removeSidecars(file)
    return placeNew(draft, file)
  } catch (error) {
    throw convertStoreError(error, file)
  }
}

/**
 * Put what a draft holds into a store that others may have open, in one transaction: they see the old list or the
 * restored one, and killed at any moment it is the old one or the restored one. The file stays the same one. A database
 * file that is renamed under others takes its write-ahead log along or leaves it to the new one: either ruins a list.
 *
 * @param sameList it is an older state of the list that is there: whoever must not be mailed stays so, also who left a moment
 * ago, and is not on the list again; and no story is told again that was withdrawn since.
 * @returns how many people were kept from coming back to the list.
 * @throws Problem `store_broken` when the present store is damaged
 */
export async function replaceRows(file: string, draft: string, sameList: boolean): Promise<number> {
  let opened: Database.Database | undefined
  try {
    const database = new Database(file, { fileMustExist: true, timeout: 0 })
    opened = database
    await patiently(5000, () => database.pragma('journal_mode = WAL'))
    database.pragma('synchronous = FULL')
    database.pragma('secure_delete = on')
    // Tables are filled in the order of their names.
    database.pragma('foreign_keys = off')
    database.prepare('attach ? as restored').run(draft)
    const replace = database.transaction(() => copyTables(database, file, sameList))
    const kept = await patiently(5000, () => replace.immediate())
    database.exec('detach restored')
    // Readers may keep it from being complete; what was committed is safe all the same.
    database.pragma('wal_checkpoint(truncate)')
    return kept
  } catch (error) {
    throw convertStoreError(error, file)
  } finally {
    opened?.close()
  }
}

function copyTables(database: Database.Database, file: string, sameList: boolean): number {
  const tablesOf = (schema: 'main' | 'restored') =>
    database
      .prepare<[], { name: string; sql: string }>(
        `select name, sql from ${schema}.sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`,
      )
      .all()
  const tables = tablesOf('restored')
  // Both went through the same steps; `select *` relies on it.
  if (JSON.stringify(tables) !== JSON.stringify(tablesOf('main'))) {
    throw storeBroken({ file, why: 'its tables are not those of this version' })
  }
  if (sameList) {
    database.exec('create temp table left_list as select * from main.suppressions')
    keepWithdrawals(database)
  }
  for (const name of [...tables.map((table) => table.name), 'sqlite_sequence']) {
    database.exec(`delete from main."${name}"; insert into main."${name}" select * from restored."${name}"`)
  }
  if (!sameList) return 0
  restoreWithdrawals(database)
  // The first reason stands, but no complaint is ever forgotten: a new sign-up may lift an unsubscribe.
  database.exec(`insert into main.suppressions select * from temp.left_list where true
    on conflict (address_hash) do update set reason = excluded.reason, at = excluded.at
    where excluded.reason = 'complained' and main.suppressions.reason <> 'complained'`)
  const { changes } = database
    .prepare('delete from main.subscribers where address_hash in (select address_hash from main.suppressions)')
    .run()
  database.exec(`
    delete from main.subscriber_topics where subscriber_id not in (select id from main.subscribers);
    drop table temp.left_list
  `)
  return changes
}

/** Set aside, before the tables are replaced, what of stories no backup may undo. */
function keepWithdrawals(database: Database.Database): void {
  database.exec(`
    create temp table left_stories as select * from main.stories where withdrawn_at is not null;
    create temp table left_uses as select * from main.story_uses;
    create temp table left_pictures as select * from main.story_pictures;
    create temp table left_last as select * from main.settings where key = '${lastStorySetting}'
  `)
}

/** A withdrawal stands, with where the story went; and no number of a record is given twice. */
function restoreWithdrawals(database: Database.Database): void {
  database.exec(`
    update main.stories set
      withdrawn_at = (select withdrawn_at from temp.left_stories l where l.id = stories.id),
      sealed = case when (select l.sealed from temp.left_stories l where l.id = stories.id) is null then null else sealed end
      where id in (select id from temp.left_stories);
    insert or ignore into main.stories select id, null, withdrawn_at, created_at from temp.left_stories;
    insert or ignore into main.story_uses select * from temp.left_uses;
    insert or ignore into main.story_pictures select * from temp.left_pictures;
    insert into main.settings select * from temp.left_last where true on conflict (key) do update
      set value = max(cast(settings.value as integer), cast(excluded.value as integer));
    drop table temp.left_stories; drop table temp.left_uses; drop table temp.left_pictures; drop table temp.left_last
  `)
}

/**
 * Put a finished draft in the place of a store that cannot be read, which is kept under another name. The path names the
 * damaged store until the moment it names the restored one. Nobody else may have it open, as far as that can be told.
 *
 * @throws Problem `store_in_use`
 */
export async function replaceDamaged(draft: string, file: string, aside: string): Promise<void> {
  const inUse = await isOpenElsewhere(file).catch((error: unknown) => {
    // A file of another kind is in nobody's use.
    if (error instanceof Problem && error.code === 'store_broken') return false
    throw error
  })
  if (inUse) throw storeInUse({ file })
  try {
    syncFile(draft)
    if (!existsSync(aside)) keepAs(file, aside)
    for (const end of ['-wal', '-shm']) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${aside}${end}`)
    renameSync(draft, file)
    syncFolder(dirname(file))
  } catch (error) {
    throw convertStoreError(error, file)
  }
}

function removeSidecars(file: string): void {
  for (const end of ['-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true })
}
