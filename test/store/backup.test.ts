import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { backupList } from '../../src/newsletter/backup-list.ts'
import { dataPaths, openList } from '../../src/newsletter/workspace.ts'
import { addPeople, freeze, hashOf, query, quiet, temporaryHome, withList } from './temporary-home.ts'

const now = Date.parse('2024-10-01T12:00:05Z')
const target = (config: Config, name = 'copy.db'): string => join(config.root, name)

describe('a backup', () => {
  test('says what is in it, is one file, and only its owner can read it', async () => {
    const config = temporaryHome()
    await addPeople(config, 20)
    await freeze(config, '2024-10-test')
    await withList(config, (list) => list.audience.suppress(hashOf(list, 3), 'unsubscribed', now))
    expect(await backupList(config, target(config), now)).toEqual({
      file: target(config),
      ...{ subscribers: 19, suppressed: 1, issues: 1, takenAt: now },
      key: { file: dataPaths(config).key },
    })
    expect(statSync(target(config)).mode & 0o777).toBe(0o600)
    expect(readdirSync(config.root)).toEqual(['.wayforward', 'copy.db'])
  })

  test('gets a name with the date and time in a folder', async () => {
    const config = temporaryHome()
    await addPeople(config, 1)
    const { file } = await backupList(config, config.root, now)
    expect(file).toBe(target(config, 'wayforward-2024-10-01-120005.db'))
    expect(existsSync(file)).toBe(true)
  })

  test('is of one moment, while others write', async () => {
    const config = temporaryHome()
    await addPeople(config, 10)
    const writer = await openList(config, quiet)
    const taking = backupList(config, target(config), now)
    for (let turn = 0; turn < 10; turn += 1) {
      await writer.audience.suppress(hashOf(writer, turn), 'unsubscribed', now)
    }
    const { subscribers, suppressed } = await taking
    await writer.close()
    expect(subscribers + suppressed).toBe(10)
  })

  test('holds nothing of who was deleted, nor the key', async () => {
    const config = temporaryHome()
    await addPeople(config, 200)
    const sealed = query<{ address: Buffer }>(config, 'select address from subscribers').map(({ address }) => address)
    await withList(config, async (list) => {
      for (let index = 0; index < 200; index += 2) await list.audience.remove(hashOf(list, index))
    })
    await backupList(config, target(config), now)
    const bytes = readFileSync(target(config))
    const left = query<{ address: Buffer }>(config, 'select address from subscribers').map(({ address }) => address)
    const gone = sealed.filter((address) => !left.some((other) => other.equals(address)))
    expect([left.length, gone.length]).toEqual([100, 100])
    expect(left.every((address) => bytes.includes(address))).toBe(true)
    expect(gone.filter((address) => bytes.includes(address))).toEqual([])
    const key = Buffer.from(readFileSync(dataPaths(config).key, 'utf8').trim(), 'base64')
    expect(bytes.includes(key)).toBe(false)
  })

  test('needs no key, and leaves the list as it is, also one of an older version', async () => {
    const config = temporaryHome({ WAYFORWARD_KEY: Buffer.alloc(32, 1).toString('base64') })
    await addPeople(config, 3)
    const raw = new Database(dataPaths(config).store)
    raw.exec("delete from schema_steps where name > '0002'; alter table issues rename to elsewhere")
    raw.close()
    const { subscribers, issues } = await backupList({ ...config, key: undefined }, target(config), now)
    expect([subscribers, issues]).toEqual([3, 0])
    expect(query(config, "select name from schema_steps where name > '0002'")).toEqual([])
  })

  test('is never written over anything', async () => {
    const config = temporaryHome()
    await addPeople(config, 1)
    writeFileSync(target(config), 'somebody’s')
    await expect(backupList(config, target(config), now)).rejects.toMatchObject({ code: 'backup_exists' })
    expect(readFileSync(target(config), 'utf8')).toBe('somebody’s')
    expect(readdirSync(config.root)).toEqual(['.wayforward', 'copy.db'])
  })

  test('that cannot be written is a problem that says why, and leaves nothing', async () => {
    const config = temporaryHome()
    await addPeople(config, 1)
    const write = (path: string) => backupList(config, path, now)
    await expect(write(join(config.root, 'missing', 'copy.db'))).rejects.toMatchObject({ code: 'backup_unwritable' })
    writeFileSync(join(config.root, 'file'), '')
    await expect(write(join(config.root, 'file', 'copy.db'))).rejects.toMatchObject({ code: 'backup_unwritable' })
    expect(readdirSync(config.root).sort()).toEqual(['.wayforward', 'file'])
  })

  test('of no list, or of a damaged one, is a problem', async () => {
    const config = temporaryHome()
    await expect(backupList(config, target(config), now)).rejects.toMatchObject({ code: 'list_missing' })
    await addPeople(config, 300)
    const { store } = dataPaths(config)
    const bytes = readFileSync(store)
    // The third page and what follows; the header stays.
    bytes.fill(0x5a, 8192, 8192 + 40_960)
    writeFileSync(store, bytes)
    await expect(backupList(config, target(config), now)).rejects.toMatchObject({ code: 'store_broken' })
    writeFileSync(store, '')
    await expect(backupList(config, target(config), now)).rejects.toMatchObject({ code: 'store_broken' })
    expect(readdirSync(dirname(target(config)))).toEqual(['.wayforward'])
  })
})
