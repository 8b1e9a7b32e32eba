import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { backupList } from '../../src/newsletter/backup-list.ts'
import { rekeyList } from '../../src/newsletter/rekey-list.ts'
import { restoreList } from '../../src/newsletter/restore-list.ts'
import { dataPaths, type List } from '../../src/newsletter/workspace.ts'
import type { NewStoryUse } from '../../src/stories/story-store.ts'
import { aRecord } from './a-record.ts'
import { addPeople, freeze, query, quiet, temporaryHome, withList } from './temporary-home.ts'

const now = Date.parse('2024-10-02T09:30:00Z')

let config: Config
beforeEach(() => {
  config = temporaryHome()
})

const inList = <T>(use: (list: List) => Promise<T>): Promise<T> => withList(config, use)

const use = (story: string, issue: string, pictures: string[] = []): NewStoryUse => ({
  ...{ story, issue, language: 'en', channel: 'email', textHash: 'a'.repeat(64), at: now, pictures },
})

/** The state of an issue in the ledger, and why it stands. */
const standing = (issue: string) =>
  inList(async ({ ledger }) => {
    const found = await ledger.find(issue)
    return found && `${found.state} ${found.reason}`
  })

describe('a consent record', () => {
  test('is read back as it was kept, and is not in the file in the clear', async () => {
    const record = aRecord('s-001', { purpose: 'a purpose nobody else may read' })
    await inList(({ stories }) => stories.save(record, now))
    expect(await inList(({ stories }) => stories.find('s-001'))).toEqual({ kind: 'given', record })
    const { store } = dataPaths(config)
    expect(readFileSync(store).includes('a purpose nobody')).toBe(false)
    expect(query<{ sealed: Buffer }>(config, 'select sealed from stories')[0]?.sealed.includes('Marisol')).toBe(false)
  })

  test('has a number that nobody else is given: not beside it, not after a withdrawal', async () => {
    const two = await Promise.all([
      inList(({ stories }) => stories.nextId()),
      inList(({ stories }) => stories.nextId()),
    ])
    expect([...two].sort()).toEqual(['s-001', 's-002'])
    await inList(async ({ stories }) => {
      await stories.save(aRecord('s-002'), now)
      await stories.withdraw('s-002', now)
      expect(await stories.nextId()).toBe('s-003')
    })
  })

  test('is changed one change after another: two at the same time both stand', async () => {
    await inList(({ stories }) => stories.save(aRecord('s-001'), now))
    const approve = (language: string) =>
      inList(({ stories }) =>
        stories.change('s-001', (record) => ({
          ...record,
          approved: {
            ...record.approved,
            [language]: [{ hash: language, at: now, by: 'R', how: 'read', issue: 'i', block: 'b' }],
          },
        })),
      )
    await Promise.all(['en', 'es', 'vi'].map(approve))
    const found = await inList(({ stories }) => stories.find('s-001'))
    expect(found?.kind === 'given' && Object.keys(found.record.approved).sort()).toEqual(['en', 'es', 'vi'])
  })

  test('survives a new key and a backup', async () => {
    await inList(({ stories }) => stories.save(aRecord('s-001'), now))
    await rekeyList(config, { now, warn: quiet })
    const file = join(config.root, 'copy.db')
    await backupList(config, file, now)
    await inList(({ stories }) => stories.save(aRecord('s-001', { purpose: 'another' }), now))
    await restoreList(config, { file, replace: true, now, warn: quiet })
    expect(await inList(({ stories }) => stories.find('s-001'))).toEqual({ kind: 'given', record: aRecord('s-001') })
  })
})

describe('a withdrawal', () => {
  test('deletes what was written down, down to the bytes of the file, and leaves the fact', async () => {
    await inList(async ({ stories }) => {
      await stories.save(aRecord('s-001'), now)
      const [sealed] = query<{ sealed: Buffer }>(config, 'select sealed from stories')
      await stories.withdraw('s-001', now)
      expect(await stories.find('s-001')).toEqual({ kind: 'withdrawn', id: 's-001', at: now })
      const kept = sealed?.sealed.subarray(3) ?? Buffer.alloc(0)
      query(config, 'pragma wal_checkpoint(truncate)')
      expect(readFileSync(dataPaths(config).store).includes(kept)).toBe(false)
    })
  })

  test('keeps it where the teller wants that, and tells the story no more all the same', async () => {
    await inList(async ({ stories }) => {
      await stories.save(aRecord('s-001'), now)
      await stories.withdraw('s-001', now, { keep: true })
      expect((await stories.find('s-001'))?.kind).toBe('withdrawn')
    })
    expect(query<{ kept: number }>(config, 'select sealed is not null as kept from stories')).toEqual([{ kept: 1 }])
  })

  test('is for good: nothing changes it, and the first day stands', async () => {
    await inList(async ({ stories }) => {
      await stories.save(aRecord('s-001'), now)
      await stories.withdraw('s-001', now)
      expect(await stories.save(aRecord('s-001'), now + 1)).toBe(false)
      expect(await stories.change('s-001', (record) => record)).toEqual({ kind: 'withdrawn', id: 's-001', at: now })
      expect(await stories.withdraw('s-001', now + 5000)).toEqual({ again: true, halted: [] })
      expect(await stories.find('s-001')).toEqual({ kind: 'withdrawn', id: 's-001', at: now })
      expect(await stories.withdraw('s-404', now)).toBeUndefined()
    })
  })

  test('stops in the same commit every issue on its way that tells it, and no other', async () => {
    await addPeople(config, 4)
    for (const issue of ['2024-06-done', '2024-07-tells', '2024-08-paused', '2024-09-other'])
      await freeze(config, issue)
    await inList(async ({ stories, ledger }) => {
      await stories.save(aRecord('s-001'), now)
      await stories.noteUses(['2024-06-done', '2024-07-tells', '2024-08-paused'].map((issue) => use('s-001', issue)))
      await ledger.begin('2024-06-done')
      await ledger.finish('2024-06-done', { state: 'done' }, now)
      await ledger.halt('2024-08-paused', 'paused', null)
      expect(await stories.withdraw('s-001', now)).toEqual({
        again: false,
        halted: ['2024-07-tells', '2024-08-paused'],
      })
    })
    expect(await standing('2024-06-done')).toBe('done null')
    expect(await standing('2024-07-tells')).toBe('halted consent')
    expect(await standing('2024-08-paused')).toBe('halted consent')
    expect(await standing('2024-09-other')).toBe('frozen null')
    // Neither a sender nor a pause takes that halt away.
    await inList(async ({ ledger }) => {
      expect((await ledger.begin('2024-07-tells'))?.state).toBe('halted')
      expect(await ledger.halt('2024-07-tells', 'paused', null)).toBe(false)
    })
  })

  test('is all or nothing: what fails on its way leaves the story told', async () => {
    await addPeople(config, 2)
    await freeze(config, '2024-07-tells')
    await inList(async ({ stories }) => {
      await stories.save(aRecord('s-001'), now)
      await stories.noteUses([use('s-001', '2024-07-tells')])
    })
    const raw = new Database(dataPaths(config).store)
    raw.exec("create trigger stop before update on issues begin select raise(abort, 'killed'); end")
    await expect(inList(({ stories }) => stories.withdraw('s-001', now))).rejects.toThrow()
    raw.exec('drop trigger stop')
    raw.close()
    expect((await inList(({ stories }) => stories.find('s-001')))?.kind).toBe('given')
    expect(await standing('2024-07-tells')).toBe('frozen null')
  })

  test('outlives the restore of a backup that knew nothing of it, and so does where the story went', async () => {
    const file = join(config.root, 'copy.db')
    await inList(async ({ stories }) => {
      await stories.save(aRecord(await stories.nextId()), now)
      await stories.save(aRecord(await stories.nextId()), now)
    })
    await backupList(config, file, now)
    await inList(async ({ stories }) => {
      await stories.save(aRecord(await stories.nextId()), now)
      await stories.noteUses([use('s-001', '2024-10-a', ['face.jpg']), use('s-003', '2024-10-a')])
      await stories.withdraw('s-001', now)
      await stories.withdraw('s-003', now)
    })
    await restoreList(config, { file, replace: true, now, warn: quiet })
    await inList(async ({ stories }) => {
      expect((await stories.list()).map((consent) => consent.kind)).toEqual(['withdrawn', 'given', 'withdrawn'])
      expect(query<{ sealed: null }>(config, "select sealed from stories where id = 's-001'")).toEqual([
        { sealed: null },
      ])
      expect((await stories.usedIn('2024-10-a')).map(({ story }) => story)).toEqual(['s-001', 's-003'])
      expect(await stories.isWithdrawnPicture('face.jpg')).toBe(true)
      expect(await stories.nextId()).toBe('s-004')
    })
  })
})

describe('a picture', () => {
  const picture = { name: `${'f'.repeat(64)}.jpg`, bytes: Buffer.from('face') }

  test('goes with the story it was told with, unless another story or another issue shows it too', async () => {
    await addPeople(config, 2)
    await freeze(config, '2024-07-tells')
    await freeze(config, '2024-08-shows')
    const isGone = () => inList(({ stories }) => stories.isWithdrawnPicture(picture.name))
    await inList(async ({ stories, ledger }) => {
      await stories.save(aRecord('s-001'), now)
      await stories.save(aRecord('s-002'), now)
      await ledger.savePictures('2024-07-tells', [picture])
      await stories.noteUses(['s-001', 's-002'].map((id) => use(id, '2024-07-tells', [picture.name])))
      await stories.withdraw('s-001', now)
    })
    expect(await isGone()).toBe(false)
    await inList(({ stories }) => stories.withdraw('s-002', now))
    expect(await isGone()).toBe(true)
    await inList(({ ledger }) => ledger.savePictures('2024-08-shows', [picture]))
    expect(await isGone()).toBe(false)
  })

  test('of nobody’s story is nobody’s to take back', async () => {
    expect(await inList(({ stories }) => stories.isWithdrawnPicture(picture.name))).toBe(false)
  })
})
