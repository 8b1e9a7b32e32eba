import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { type RekeyOptions, type RekeyStep, rekeyList } from '../../src/newsletter/rekey-list.ts'
import { dataPaths, openList } from '../../src/newsletter/workspace.ts'
import { sealedTables } from '../../src/store/reseal.ts'
import { takeSenderLock } from '../../src/store/sender-lock.ts'
import {
  addPeople,
  fillOutbox,
  freeze,
  hashOf,
  keyText,
  query,
  quiet,
  readEverything,
  temporaryHome,
  withList,
} from './temporary-home.ts'

const now = Date.parse('2024-10-01T12:00:00Z')
const rekey = (config: Config, more: Partial<RekeyOptions> = {}) =>
  rekeyList(config, { now, warn: quiet, pageSize: 4, ...more })

let config: Config
beforeEach(() => {
  config = temporaryHome()
})

/** A list with everything that is sealed: people, frozen recipients, an event that waits, e-mails in the outbox. */
async function fullHome(home = config): Promise<string[]> {
  await addPeople(home, 10)
  await freeze(home, '2024-10-test')
  await fillOutbox(home, 3)
  await withList(home, async ({ vault }) => {
    const database = new Database(dataPaths(home).store)
    const event = database.prepare('insert into parked_events (id, at, sealed) values (?, ?, ?)')
    event.run('e-1', now, vault.seal('{"to":"reader1@example.org"}', 'parked:e-1'))
    database.close()
  })
  return await readEverything(home)
}

/** Versions of data keys: in the ring, and in use in the file of the list and of the outbox. */
function versions(home = config) {
  const ring = query<{ version: number }>(home, "select version from key_ring where kind = 'data' order by version")
  const inStore = `select hex(substr(address, 1, 3)) as head from subscribers union select hex(substr(name, 1, 3)) from
    subscribers where name is not null union select hex(substr(sealed, 1, 3)) from recipients where sealed is not null
    union select hex(substr(sealed, 1, 3)) from parked_events`
  const inOutbox = 'select hex(substr(body, 1, 3)) as head from batch union select hex(substr(digest, 1, 3)) from batch'
  const heads = (rows: { head: string }[]): number[] =>
    rows.map(({ head }) => Number.parseInt(head.slice(2), 16)).sort()
  return {
    ring: ring.map(({ version }) => version),
    store: heads(query(home, inStore)),
    outbox: heads(query(home, inOutbox, dataPaths(home).outbox)),
  }
}

describe('rekey', () => {
  test('seals everything anew, drops the old key, and loses nothing', async () => {
    const before = await fullHome()
    const old = readFileSync(dataPaths(config).key, 'utf8')
    const result = await rekey(config)
    expect(result).toMatchObject({ dropped: 1, kept: 0, resumed: false, resealed: 10 + 10 + 1 + 3 })
    expect(versions()).toEqual({ ring: [2], store: [2], outbox: [2] })
    expect(await readEverything(config)).toEqual(before)
    // A new key file; the old one is kept for the backups that need it.
    expect(readFileSync(dataPaths(config).key, 'utf8')).not.toBe(old)
    expect(result.wrapping).toMatchObject({ in: 'file', before: `${dataPaths(config).key}.before-2024-10-01-120000` })
    expect(readFileSync(`${dataPaths(config).key}.before-2024-10-01-120000`, 'utf8')).toBe(old)
    expect(existsSync(`${dataPaths(config).key}.new`)).toBe(false)
  })

  test('leaves the keys of hashes and links as they are: whoever got a link can still leave', async () => {
    await fullHome()
    const before = await withList(config, async (list) => [hashOf(list, 1), list.vault.linkToken(hashOf(list, 1))])
    await rekey(config)
    await rekey(config)
    await withList(config, async (list) => {
      expect([hashOf(list, 1), list.vault.linkToken(hashOf(list, 1))]).toEqual(before)
    })
  })

  test('with --data-only keeps the key a person holds', async () => {
    const before = await fullHome()
    const old = readFileSync(dataPaths(config).key, 'utf8')
    expect(await rekey(config, { dataOnly: true })).toMatchObject({ dropped: 1, wrapping: undefined })
    expect(readFileSync(dataPaths(config).key, 'utf8')).toBe(old)
    expect(versions()).toEqual({ ring: [2], store: [2], outbox: [2] })
    expect(await readEverything(config)).toEqual(before)
  })

  test('leaves nothing in the file that the old key could open', async () => {
    await fullHome()
    const sealed = query<{ address: Buffer }>(config, 'select address from subscribers').map(({ address }) => address)
    await rekey(config)
    const files = readdirSync(config.dataFolder).filter((name) => /\.db/.test(name))
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(config.dataFolder, name))))
    expect(sealed.filter((address) => bytes.includes(address))).toEqual([])
  })

  test('knows every column of the store that is sealed', async () => {
    await fullHome()
    const blobs = query<{ place: string }>(
      config,
      `select m.name || '.' || c.name as place from sqlite_master m join pragma_table_info(m.name) c
       where m.type = 'table' and lower(c.type) = 'blob'`,
    ).map(({ place }) => place)
    const known = sealedTables.flatMap(({ table, columns }) => Object.keys(columns).map((name) => `${table}.${name}`))
    // Hashes, public pictures, and the ring itself. Is your new column sealed? Then it belongs into store/reseal.ts.
    const open = /(_hash|\.hash|\.sha256)$|^pictures\.bytes$|^key_ring\.value$/
    expect(blobs.filter((place) => !open.test(place)).sort()).toEqual(known.sort())
  })
})

describe('rekey that is killed', () => {
  /** Runs until it is stopped at that step, counted from 1; false when it came to its end before. */
  async function stopAt(count: number, steps: RekeyStep[]): Promise<boolean> {
    const stop = new Error('killed')
    let left = count
    const onStep = (step: RekeyStep): void => {
      steps.push(step)
      left -= 1
      if (left === 0) throw stop
    }
    try {
      await rekey(config, { onStep })
      return false
    } catch (error) {
      if (error !== stop) throw error
      return true
    }
  }

  test('at any step leaves a list that reads as before, and the next run ends it', async () => {
    const steps: RekeyStep[] = []
    const before = await fullHome()
    const whole = config
    for (let count = 1; ; count += 1) {
      config = temporaryHome()
      cpSync(whole.dataFolder, config.dataFolder, { recursive: true })
      const killed = await stopAt(count, steps)
      expect(await readEverything(config), `after step ${count}`).toEqual(before)
      await rekey(config)
      const found = versions()
      expect(found.ring, `after step ${count}`).toHaveLength(1)
      expect([found.store, found.outbox]).toEqual([found.ring, found.ring])
      expect(await readEverything(config)).toEqual(before)
      expect(existsSync(`${dataPaths(config).key}.new`)).toBe(false)
      if (!killed) break
    }
    expect(new Set(steps)).toEqual(
      new Set(['begun', 'store_page', 'outbox_page', 'key_file', 'wrapped', 'key_placed', 'dropped']),
    )
    expect(steps.filter((step) => step === 'store_page').length).toBeGreaterThan(20)
  }, 60_000)

  test('over and over at its first page makes no key after key', async () => {
    await fullHome()
    for (let run = 0; run < 3; run += 1) await stopAt(2, [])
    expect(versions().ring).toEqual([1, 2])
    expect(await rekey(config)).toMatchObject({ resumed: true, dropped: 1 })
  })

  test('before the new key file had its name: whoever opens the list next gives it', async () => {
    const before = await fullHome()
    await expect(
      rekey(config, {
        onStep: (step) => {
          if (step === 'wrapped') throw new Error('killed')
        },
      }),
    ).rejects.toThrow('killed')
    expect(existsSync(`${dataPaths(config).key}.new`)).toBe(true)
    expect(await readEverything(config)).toEqual(before)
    expect(existsSync(`${dataPaths(config).key}.new`)).toBe(false)
  })
})

describe('beside other processes', () => {
  test('a process that runs on with the old ring reads what was sealed anew, and no key it may use is dropped', async () => {
    await fullHome()
    const other = await openList(config, quiet)
    expect(await rekey(config)).toMatchObject({ dropped: 0, kept: 1 })
    // As it has the old ring in memory, this is sealed with the old key.
    await other.audience.upsertSubscribers(
      [
        {
          address: 'late@example.org',
          language: 'en',
          topics: [],
          consent: { at: '2024-01-01T00:00:00Z', source: 'x' },
        },
      ],
      now,
    )
    expect(await other.audience.find(hashOf(other, 1))).toMatchObject({ name: 'Reader 1' })
    await other.close()
    expect(await readEverything(config)).toContain('late@example.org undefined')
    expect(versions().ring).toEqual([1, 2])
    expect(await rekey(config)).toMatchObject({ dropped: 2, kept: 0 })
    expect(versions()).toEqual({ ring: [3], store: [3], outbox: [3] })
    expect(await readEverything(config)).toContain('late@example.org undefined')
  })

  test('a process whose key is no longer the list’s is told so, not that the list is broken', async () => {
    config = temporaryHome({ WAYFORWARD_KEY: keyText(1) })
    await fullHome()
    const other = await openList(config, quiet)
    await rekey({ ...config, newKey: keyText(2) })
    await expect(other.audience.find(hashOf(other, 1))).rejects.toMatchObject({ code: 'key_changed' })
    await other.close()
  })

  test('it waits for no sender, and touches nothing while one is at work', async () => {
    await fullHome()
    const lock = takeSenderLock(dataPaths(config).senderLock)
    await expect(rekey(config)).rejects.toMatchObject({ code: 'sender_busy' })
    lock.release()
    expect(versions()).toEqual({ ring: [1], store: [1], outbox: [1] })
  })
})

describe('rekey refuses', () => {
  test.each(['armed', 'held'])('while a batch is %s, and names the issue', async (state) => {
    await fullHome()
    const raw = new Database(dataPaths(config).store)
    raw.prepare('update batches set state = ?').run(state)
    raw.close()
    const refused = rekey(config)
    await expect(refused).rejects.toMatchObject({
      code: 'rekey_batches_open',
      hint: expect.stringContaining(state === 'armed' ? 'send 2024-10-test' : 'reconcile 2024-10-test'),
    })
    expect(versions()).toEqual({ ring: [1], store: [1], outbox: [1] })
  })

  test('a wrong key, and changes nothing', async () => {
    const before = await fullHome()
    const right = `${dataPaths(config).key}.right`
    renameSync(dataPaths(config).key, right)
    await expect(rekey(config)).rejects.toMatchObject({ code: 'key_missing' })
    writeFileSync(dataPaths(config).key, keyText(9))
    await expect(rekey(config)).rejects.toMatchObject({ code: 'key_wrong' })
    renameSync(right, dataPaths(config).key)
    expect(versions()).toEqual({ ring: [1], store: [1], outbox: [1] })
    expect(await readEverything(config)).toEqual(before)
  })

  test('where there is no list', async () => {
    await expect(rekey(config)).rejects.toMatchObject({ code: 'list_missing' })
  })
})

describe('where WAYFORWARD_KEY is set', () => {
  beforeEach(() => {
    config = temporaryHome({ WAYFORWARD_KEY: keyText(1) })
  })

  test('the new key is WAYFORWARD_NEW_KEY; both open the list until the environment is changed', async () => {
    const before = await fullHome()
    const both = { ...config, newKey: keyText(2) }
    expect(await rekey(both)).toMatchObject({ wrapping: { in: 'environment' } })
    expect(await readEverything(both)).toEqual(before)
    expect(await readEverything({ ...config, key: keyText(2) })).toEqual(before)
    await expect(readEverything(config)).rejects.toMatchObject({ code: 'key_wrong' })
    expect(readdirSync(config.dataFolder).filter((name) => name.startsWith('key'))).toEqual([])
  })

  test('it is asked for, and must be another one', async () => {
    await fullHome()
    await expect(rekey(config)).rejects.toMatchObject({ code: 'new_key_missing' })
    await expect(rekey({ ...config, newKey: keyText(1) })).rejects.toMatchObject({ code: 'new_key_used' })
    await expect(rekey({ ...config, newKey: 'secret' })).rejects.toMatchObject({ code: 'key_malformed' })
    await expect(rekey({ ...config, key: undefined, newKey: keyText(2) })).rejects.toMatchObject({
      code: 'new_key_unexpected',
    })
    expect(versions().ring).toEqual([1])
    await rekey({ ...config, newKey: keyText(2) })
    // The environment was not changed yet.
    await expect(rekey({ ...config, newKey: keyText(2) })).rejects.toMatchObject({ code: 'new_key_used' })
    expect(await rekey(config, { dataOnly: true }).catch((error: unknown) => error)).toMatchObject({
      code: 'key_wrong',
    })
  })
})
