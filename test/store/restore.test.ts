import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { backupList } from '../../src/newsletter/backup-list.ts'
import { rekeyList } from '../../src/newsletter/rekey-list.ts'
import { type RestoreOptions, type RestoreStep, restoreList } from '../../src/newsletter/restore-list.ts'
import { dataPaths, openList } from '../../src/newsletter/workspace.ts'
import { takeSenderLock } from '../../src/store/sender-lock.ts'
import { noon, person } from '../delivery/workbench.ts'
import {
  addPeople,
  freeze,
  hashOf,
  keyText,
  query,
  quiet,
  readEverything,
  temporaryHome,
  withList,
} from './temporary-home.ts'

const takenAt = Date.parse('2024-10-01T12:00:00Z')
const now = Date.parse('2024-10-02T09:30:00Z')

let config: Config
let file: string
beforeEach(() => {
  config = temporaryHome()
  file = join(config.root, 'copy.db')
})

const restore = (more: Partial<RestoreOptions> = {}, into = config) =>
  restoreList(into, { file, now, warn: quiet, replace: true, ...more })

async function listAndBackup(people = 10): Promise<string[]> {
  await addPeople(config, people)
  await backupList(config, file, takenAt)
  return await readEverything(config)
}

/** Another computer that has the key and no list. */
function emptyHome(): Config {
  const other = temporaryHome()
  mkdirSync(other.dataFolder, { recursive: true })
  copyFileSync(dataPaths(config).key, dataPaths(other).key)
  return other
}

const addOne = (into: Config, index: number) =>
  withList(into, async ({ audience }) => void (await audience.upsertSubscribers([person(index)], noon)))

function setStates(states: Record<string, string>): void {
  const database = new Database(dataPaths(config).store)
  for (const [issue, state] of Object.entries(states)) {
    database.prepare('update issues set state = ? where issue = ?').run(state, issue)
  }
  database.close()
}

const states = (of: Config) =>
  query<{ issue: string; state: string; reason: string | null }>(
    of,
    'select issue, state, reason from issues order by issue',
  ).map(({ issue, state, reason }) => `${issue} ${state} ${reason}`)

describe('restore', () => {
  test('brings a list to a computer that has none', async () => {
    const before = await listAndBackup()
    const other = emptyHome()
    expect(await restore({ replace: false }, other)).toEqual({
      ...{ takenAt, subscribers: 10, halted: [], stayedAway: undefined },
    })
    expect(await readEverything(other)).toEqual(before)
    expect(readdirSync(other.dataFolder).sort()).toEqual(['key', 'sender.lock', 'wayforward.db'])
  })

  test('takes the place of a list only when told to, and keeps that one', async () => {
    const before = await listAndBackup()
    await addOne(config, 77)
    const newer = await readEverything(config)
    await expect(restore({ replace: false })).rejects.toMatchObject({ code: 'list_exists' })
    expect(await readEverything(config)).toEqual(newer)
    const { replaced } = await restore()
    expect(replaced).toBe(`${dataPaths(config).store}.before-2024-10-02-093000`)
    expect(await readEverything(config)).toEqual(before)
    // What it took the place of is a backup like any other.
    const other = emptyHome()
    await restore({ file: replaced }, other)
    expect(await readEverything(other)).toEqual(newer)
  })

  test('halts every issue that was not over, says since when, and discards what was being frozen', async () => {
    await addPeople(config, 4)
    for (const issue of ['2024-06-done', '2024-07-frozen', '2024-08-sending', '2024-09-halted', '2024-10-freezing']) {
      await freeze(config, issue)
    }
    setStates({
      ...{ '2024-06-done': 'done', '2024-08-sending': 'sending' },
      ...{ '2024-09-halted': 'halted', '2024-10-freezing': 'freezing' },
    })
    await backupList(config, file, takenAt)
    const { halted } = await restore()
    expect(halted).toEqual(['2024-07-frozen', '2024-08-sending', '2024-09-halted'])
    expect(states(config)).toEqual([
      '2024-06-done done null',
      '2024-07-frozen halted ledger_doubtful',
      '2024-08-sending halted ledger_doubtful',
      '2024-09-halted halted ledger_doubtful',
    ])
    const [row] = query<{ detail: string }>(config, "select detail from issues where state = 'halted'")
    expect(row?.detail).toContain('2024-10-02 09:30 UTC from a backup of 2024-10-01 12:00 UTC')
  })

  test('brings nobody back who left after the backup was made', async () => {
    await listAndBackup()
    await withList(config, async (list) => {
      await list.audience.suppress(hashOf(list, 3), 'unsubscribed', now)
      await list.audience.suppress(hashOf(list, 4), 'complained', now)
    })
    expect(await restore()).toMatchObject({ subscribers: 8, stayedAway: 2 })
    await withList(config, async (list) => {
      expect(await list.audience.find(hashOf(list, 3))).toBeUndefined()
      expect(await list.audience.isSuppressed(hashOf(list, 4))).toBe(true)
    })
    expect(query(config, 'select * from subscriber_topics')).toEqual([])
  })

  test('keeps a complaint that came after the backup knew only an unsubscribe: a new sign-up may lift the one, never the other', async () => {
    await addPeople(config, 10)
    await withList(config, async (list) => list.audience.suppress(hashOf(list, 3), 'unsubscribed', takenAt))
    await backupList(config, file, takenAt)
    await withList(config, async (list) => list.audience.suppress(hashOf(list, 3), 'complained', now))
    await restore()
    expect(query(config, 'select reason from suppressions')).toEqual([{ reason: 'complained' }])
  })

  test('takes a copy made by hand, with the log that lies beside it', async () => {
    await addPeople(config, 10)
    const open = await openList(config, quiet)
    await open.audience.upsertSubscribers([person(77)], noon)
    for (const end of ['', '-wal']) copyFileSync(`${dataPaths(config).store}${end}`, `${file}${end}`)
    await open.close()
    const other = emptyHome()
    expect(await restore({}, other)).toMatchObject({ takenAt: undefined, subscribers: 11 })
    // The copy is only read.
    expect(existsSync(`${file}-wal`)).toBe(true)
  })

  test('brings an older version’s list up to date', async () => {
    const before = await listAndBackup()
    const raw = new Database(file)
    // As the first version left it.
    for (const name of ['attempts', 'batches', 'recipients', 'editions', 'parts', 'issues'])
      raw.exec(`drop table ${name}`)
    for (const name of ['stories', 'story_uses', 'story_pictures']) raw.exec(`drop table ${name}`)
    for (const name of ['occasions', 'notices', 'sign_ins', 'approvals', 'editors']) raw.exec(`drop table ${name}`)
    for (const name of ['imports', 'provider_events', 'parked_events', 'issue_pictures', 'pictures']) {
      raw.exec(`drop table ${name}`)
    }
    raw.exec("alter table subscribers drop column import_id; delete from schema_steps where name > '0001-audience'")
    raw.close()
    await restore()
    expect(await readEverything(config)).toEqual(before)
  })
})

describe('restore beside other processes', () => {
  test('a process that has the list open goes on with the restored one', async () => {
    await listAndBackup()
    const serving = await openList(config, quiet)
    await serving.audience.upsertSubscribers([person(77)], noon)
    await restore()
    expect(await serving.audience.find(hashOf(serving, 77))).toBeUndefined()
    await serving.audience.suppress(hashOf(serving, 1), 'unsubscribed', now)
    await serving.close()
    await withList(config, async (list) => {
      expect(await list.audience.countAll()).toBe(9)
      expect(await list.audience.isSuppressed(hashOf(list, 1))).toBe(true)
    })
  })

  test('one that has newer keys in memory goes on as well: no key is lost', async () => {
    await listAndBackup()
    await rekeyList(config, { dataOnly: true, now, warn: quiet })
    const serving = await openList(config, quiet)
    await restore()
    await serving.audience.upsertSubscribers([person(77)], noon)
    await serving.close()
    expect(await readEverything(config)).toContain('reader77@example.org undefined')
    expect(await readEverything(config)).toContain('reader1@example.org Reader 1')
  })

  test('one that has another list’s keys in memory must be stopped first', async () => {
    await listAndBackup()
    const other = emptyHome()
    await addPeople(other, 3)
    const before = await readEverything(other)
    const serving = await openList(other, quiet)
    await expect(restore({}, other)).rejects.toMatchObject({ code: 'store_in_use' })
    await serving.close()
    expect(await readEverything(other)).toEqual(before)
    expect(await restore({}, other)).toMatchObject({ subscribers: 10, stayedAway: undefined })
    expect(await readEverything(other)).toEqual(await readEverything(config))
  })

  test('it waits for no sender', async () => {
    await listAndBackup()
    const lock = takeSenderLock(dataPaths(config).senderLock)
    await expect(restore()).rejects.toMatchObject({ code: 'sender_busy' })
    lock.release()
  })
})

describe('restore in the place of a list that cannot be read', () => {
  test.each([
    ['another kind of file', (store: string) => writeFileSync(store, 'email\nreader@example.org\n'.repeat(300))],
    [
      'damaged inside',
      (store: string) => {
        const bytes = readFileSync(store)
        bytes.fill(0x5a, 8192)
        writeFileSync(store, bytes)
      },
    ],
    ['empty', (store: string) => writeFileSync(store, '')],
    [
      'of a newer version',
      (store: string) => {
        const raw = new Database(store)
        raw.exec("insert into schema_steps values ('9999-future'); create table future (x text)")
        raw.close()
      },
    ],
  ])('%s: it is kept as it is, and the backup takes its place', async (_, damage) => {
    const before = await listAndBackup(300)
    const { store } = dataPaths(config)
    damage(store)
    const damaged = readFileSync(store)
    const { replaced } = await restore()
    expect(await readEverything(config)).toEqual(before)
    expect(existsSync(replaced ?? '')).toBe(true)
    if (damaged.length > 0 && damaged.includes('reader@example.org')) {
      expect(readFileSync(replaced ?? '')).toEqual(damaged)
    }
  })
})

describe('restore that is killed', () => {
  test.each([
    'checked',
    'drafted',
    'kept',
    'placed',
  ] as RestoreStep[])('when it has %s leaves the old list or the restored one, and the next run succeeds', async (at) => {
    const before = await listAndBackup()
    await addOne(config, 77)
    const newer = await readEverything(config)
    const killed = temporaryHome()
    await expect(
      restore({
        onStep(step) {
          if (step !== at) return
          // A kill runs no more code of ours: this is the folder as it would leave it.
          cpSync(config.dataFolder, killed.dataFolder, { recursive: true })
          throw new Error('killed')
        },
      }),
    ).rejects.toThrow('killed')
    expect(await readEverything(killed)).toEqual(at === 'placed' ? before : newer)
    await restore({ now: now + 1000 }, killed)
    expect(await readEverything(killed)).toEqual(before)
    expect(existsSync(`${dataPaths(killed).store}.restoring`)).toBe(false)
  })
})

describe('restore refuses, and changes nothing', () => {
  const refuses = async (code: string, more: Partial<RestoreOptions> = {}, into = config): Promise<void> => {
    const before = readdirSync(into.dataFolder).filter((name) => name !== 'sender.lock')
    await expect(restore(more, into)).rejects.toMatchObject({ code })
    expect(readdirSync(into.dataFolder).filter((name) => name !== 'sender.lock')).toEqual(before)
  }

  test('what is no backup', async () => {
    const before = await listAndBackup()
    await refuses('backup_unusable', { file: join(config.root, 'missing.db') })
    await refuses('backup_unusable', { file: config.root })
    await refuses('backup_unusable', { file: dataPaths(config).store })
    await refuses('backup_unusable', { file: dataPaths(config).senderLock })
    writeFileSync(join(config.root, 'list.csv'), 'email\nreader@example.org\n'.repeat(300))
    await refuses('backup_unusable', { file: join(config.root, 'list.csv') })
    expect(await readEverything(config)).toEqual(before)
  })

  test('a backup that is cut short, damaged or newer', async () => {
    const before = await listAndBackup(300)
    const bytes = readFileSync(file)
    const other = join(dirname(file), 'other.db')
    writeFileSync(other, bytes.subarray(0, bytes.length - 8192))
    await refuses('backup_unusable', { file: other })
    writeFileSync(other, Buffer.from(bytes).fill(0x5a, 12_288, 20_480))
    await refuses('backup_unusable', { file: other })
    const newer = new Database(file)
    newer.exec("insert into schema_steps values ('9999-future')")
    newer.close()
    await refuses('backup_unusable')
    expect(await readEverything(config)).toEqual(before)
  })

  test('a backup of another key', async () => {
    await listAndBackup()
    const other = temporaryHome({ WAYFORWARD_KEY: keyText(5) })
    await addPeople(other, 3)
    const before = await readEverything(other)
    await refuses('key_wrong', {}, other)
    expect(await readEverything(other)).toEqual(before)
    renameSync(dataPaths(config).key, join(config.root, 'key'))
    await refuses('key_missing')
  })

  test('but takes one from before a rekey with the key of its time, and still brings nobody back', async () => {
    await listAndBackup()
    const old = readFileSync(dataPaths(config).key, 'utf8')
    await rekeyList(config, { now, warn: quiet })
    await withList(config, async (list) => list.audience.suppress(hashOf(list, 3), 'unsubscribed', now))
    await refuses('key_wrong')
    expect(await restore({}, { ...config, key: old })).toMatchObject({ subscribers: 9, stayedAway: 1 })
    expect(await readEverything({ ...config, key: old })).toContain('reader1@example.org Reader 1')
  })
})
