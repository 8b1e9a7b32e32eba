import { createHash } from 'node:crypto'
import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Problem } from '../../../src/problem/problem.ts'
import { idsOf } from '../../contract/provider.ts'
import { batchOf, keyOf, sampleMessage, sampleMessages } from '../sample-batch.ts'
import { openTestOutbox, type TestOutbox } from './open-test-outbox.ts'

let test: TestOutbox
beforeEach(async () => {
  test = await openTestOutbox()
})
afterEach(async () => {
  await test.outbox.close()
  test.remove()
})

const filesOf = (folder: string): string[] => readdirSync(folder).map((name) => join(folder, name))
const bytesIn = (folder: string): number => filesOf(folder).reduce((sum, file) => sum + statSync(file).size, 0)

async function codeOf(run: () => unknown): Promise<string | undefined> {
  try {
    await run()
  } catch (error) {
    return error instanceof Problem ? error.code : String(error)
  }
  return undefined
}

/** The superuser may write anywhere, and CI may be the superuser. */
async function asOrdinaryUser<T>(run: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return await run()
  process.seteuid?.(65534)
  try {
    return await run()
  } finally {
    process.seteuid?.(0)
  }
}

describe('the outbox is a second party', () => {
  it('keeps what it accepted when it is opened again, and answers the same key with the same ids', async () => {
    const ids = idsOf(await test.outbox.submit(batchOf(keyOf(1), sampleMessages(3))))
    await test.outbox.close()
    test.outbox = await test.reopen()
    expect(idsOf(await test.outbox.submit(batchOf(keyOf(1), sampleMessages(3))))).toEqual(ids)
    expect(test.outbox.count()).toBe(3)
  })

  it('lies in files that nobody else can read', async () => {
    await test.outbox.submit(batchOf(keyOf(1), sampleMessages(2)))
    for (const file of filesOf(dirname(test.file))) expect([file, statSync(file).mode & 0o077]).toEqual([file, 0])
  })

  it('accepts a key once, whichever process comes first', async () => {
    const other = await test.reopen()
    const batch = batchOf(keyOf(1), sampleMessages(4))
    const outcomes = await Promise.all([test.outbox.submit(batch), other.submit(batch)])
    expect(idsOf(outcomes[0])).toEqual(idsOf(outcomes[1]))
    expect(other.count()).toBe(4)
    await other.close()
  })

  it('waits for the disk before it answers', () => {
    const { database } = test.outbox as unknown as { database: Database.Database }
    expect(database.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(database.pragma('synchronous', { simple: true })).toBe(2)
  })

  it('gives UUIDs, in the order of the e-mails', async () => {
    const ids = idsOf(await test.outbox.submit(batchOf(keyOf(1), sampleMessages(3))))
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect([...test.outbox.deliveries()].map(({ id, message }) => [id, message.to])).toEqual(
      ids.map((id, index) => [id, `reader${index + 1}@example.net`]),
    )
  })

  it('holds a body whose count is not what was said, as our own mistake', async () => {
    const outcome = await test.outbox.submit({ ...batchOf(keyOf(1), sampleMessages(3)), count: 2 })
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'protocol' })
    expect(test.outbox.count()).toBe(0)
  })
})

describe('what it holds can be seen', () => {
  beforeEach(async () => {
    idsOf(await test.outbox.submit(batchOf(keyOf(1), sampleMessages(2))))
    test.clock.now += 1000
    idsOf(await test.outbox.submit(batchOf(keyOf(1, '2024-06-keeping-families-together'), [sampleMessage(9)])))
    idsOf(await test.outbox.submit(batchOf('proof/editor', [sampleMessage(10)])))
  })

  it('by issue', () => {
    expect(test.outbox.list().map(({ issue, count }) => [issue, count])).toEqual([
      ['2024-04-second-chances', 2],
      ['2024-06-keeping-families-together', 1],
      ['', 1],
    ])
    const [batch] = test.outbox.list({ issue: '2024-06-keeping-families-together' })
    expect(batch).toMatchObject({ count: 1, acceptedAt: test.clock.now })
    expect(test.outbox.count('2024-04-second-chances')).toBe(2)
    expect([...test.outbox.deliveries('2024-04-second-chances')].map(({ position }) => position)).toEqual([0, 1])
  })

  it('one e-mail, by id or by number, exactly as it was handed over', () => {
    const [, second] = [...test.outbox.deliveries()]
    expect(second).toMatchObject({ number: 2, key: keyOf(1), position: 1, message: sampleMessage(2) })
    expect(test.outbox.find(second?.id ?? '')).toEqual(second)
    expect(test.outbox.find(2)).toEqual(second)
    expect(test.outbox.find('no such id')).toBeUndefined()
    expect(test.outbox.find(99)).toBeUndefined()
  })

  it('while something is written', async () => {
    const seen: number[] = []
    for (const { number } of test.outbox.deliveries()) {
      seen.push(number)
      if (number === 1) idsOf(await test.outbox.submit(batchOf(keyOf(7), [sampleMessage(7)])))
    }
    expect(seen).toEqual([1, 2, 3, 4, 5])
  })
})

describe('it is bounded, and drops nothing by itself', () => {
  it('10,000 deliveries of 45 KB HTML and 10 KB text stay under 100 MB', async () => {
    // Words differ within an e-mail, links and names from reader to reader, as in a real issue.
    const words = (bytes: number): string => {
      let text = ''
      for (let n = 0; text.length < bytes; n += 1)
        text += `${createHash('md5')
          .update(`w${n % 997}`)
          .digest('hex')} `
      return text.slice(0, bytes)
    }
    const html = `${words(200)}Dear NAME${words(45_000)}<a href="https://news.example.org/u/TOKEN">`
    const text = `${words(10_000)}https://news.example.org/u/TOKEN`
    const tags = [{ name: 'delivery', value: 'TOKEN' }]
    const headers = { 'List-Unsubscribe': '<https://news.example.org/u/TOKEN>' }
    const form = JSON.stringify(sampleMessage(0, { html, text, tags, headers, to: 'NAME@example.net' }))
    const token = (n: number): string => createHash('sha512').update(`${n}`).digest('base64url')
    for (let batch = 0; batch < 100; batch += 1) {
      const messages = Array.from({ length: 100 }, (_, index) => {
        const n = batch * 100 + index
        return form.replaceAll('TOKEN', token(n)).replaceAll('NAME', `reader${n}`)
      })
      idsOf(await test.outbox.submit({ key: keyOf(batch), body: Buffer.from(`[${messages.join(',')}]`), count: 100 }))
    }
    expect(test.outbox.count()).toBe(10_000)
    expect(test.outbox.find(9_876)?.message.text).toContain(token(9_875))
    expect(bytesIn(join(test.folder, 'data'))).toBeLessThan(100_000_000)
  }, 60_000)

  it('refuses what goes over its limit, says how to make room, and accepts it then', async () => {
    const small = await test.reopen({ limitBytes: 150_000 })
    const noise = (n: number): string =>
      Array.from({ length: 900 }, (_, i) => createHash('sha512').update(`${n}/${i}`).digest('base64')).join('')
    const outcomes = []
    for (let n = 1; n <= 4; n += 1) {
      const key = keyOf(n, n === 1 ? 'old' : 'new')
      outcomes.push(await small.submit(batchOf(key, [sampleMessage(n, { text: noise(n) })])))
    }
    const full = outcomes.at(-1)
    expect(full).toMatchObject({ kind: 'refused', scope: 'account', error: 'outbox_full' })
    expect(JSON.stringify(full)).toContain('--clear')
    const held = small.count()
    expect(held).toBeLessThan(4)
    expect(small.find(1)?.message).toMatchObject({ text: noise(1) })

    expect(small.clear('old')).toBe(1)
    expect(small.count()).toBe(held - 1)
    idsOf(await small.submit(batchOf(keyOf(4, 'new'), [sampleMessage(4, { text: noise(4) })])))
    await small.close()
  })

  it('gives the room of a cleared issue back, and still never accepts its batches anew', async () => {
    const text = Array.from({ length: 5000 }, (_, i) => createHash('sha512').update(`${i}`).digest('base64')).join('')
    const batch = batchOf(keyOf(1), [sampleMessage(1, { text })])
    const ids = idsOf(await test.outbox.submit(batch))
    const before = bytesIn(join(test.folder, 'data'))
    expect(test.outbox.clear('2024-04-second-chances')).toBe(1)
    expect(bytesIn(join(test.folder, 'data'))).toBeLessThan(before / 4)
    expect(test.outbox.list()).toEqual([])
    expect(test.outbox.find(1)).toBeUndefined()
    expect(idsOf(await test.outbox.submit(batch))).toEqual(ids)
    expect(test.outbox.count()).toBe(0)
    expect(await test.outbox.submit(batchOf(keyOf(1), [sampleMessage(2)]))).toMatchObject({ scope: 'protocol' })
  })
})

describe('what it holds is sealed', () => {
  it('no address, name or word stands in its files', async () => {
    const to = 'someone.at.risk@example.net'
    idsOf(await test.outbox.submit(batchOf(keyOf(1), [sampleMessage(1, { to, subject: 'A private subject' })])))
    for (const file of filesOf(join(test.folder, 'data'))) {
      const content = readFileSync(file).toString('latin1')
      expect(content).not.toMatch(/someone\.at\.risk|A private subject/)
    }
  })

  it('only its owner can read the file', async () => {
    expect(statSync(join(test.folder, 'data')).mode & 0o077).toBe(0)
  })

  it('a batch moved to another key does not open', async () => {
    idsOf(await test.outbox.submit(batchOf(keyOf(1), [sampleMessage(1)])))
    idsOf(await test.outbox.submit(batchOf(keyOf(2), [sampleMessage(2)])))
    const database = new Database(test.file)
    database.exec('update batch set body = (select body from batch where seq = 1) where seq = 2')
    database.close()
    expect(() => test.outbox.find(2)).toThrow()
  })
})

describe('a file that cannot serve is a problem, not a crash', () => {
  it('is no database', async () => {
    const file = join(test.folder, 'other.db')
    writeFileSync(file, 'This is not a database. '.repeat(500))
    expect(await codeOf(() => test.reopen({ file }))).toBe('outbox_damaged')
  })

  it('comes from a newer version', async () => {
    const database = new Database(test.file)
    database.pragma('user_version = 99')
    database.close()
    expect(await codeOf(() => test.reopen())).toBe('outbox_newer')
  })

  it('lies where a file is in the way', async () => {
    expect(await codeOf(() => test.reopen({ file: join(test.file, 'below', 'outbox.db') }))).toBe('outbox_not_writable')
  })

  it('lies in a folder that may not be written', async () => {
    chmodSync(test.folder, 0o555)
    const file = join(test.folder, 'sub', 'outbox.db')
    expect(await asOrdinaryUser(() => codeOf(() => test.reopen({ file })))).toBe('outbox_not_writable')
    chmodSync(test.folder, 0o700)
  })

  it('may be read but not written', async () => {
    await test.outbox.close()
    for (const [path, mode] of [
      [test.file, 0o444],
      [join(test.folder, 'data'), 0o555],
      [test.folder, 0o555],
    ] as const) {
      chmodSync(path, mode)
    }
    expect(await asOrdinaryUser(() => codeOf(() => test.reopen()))).toBe('outbox_not_writable')
    for (const path of [test.folder, join(test.folder, 'data'), test.file]) chmodSync(path, 0o700)
    test.outbox = await test.reopen()
  })

  it('is held by another program for too long: later, and nothing was accepted', async () => {
    const holder = new Database(test.file)
    holder.exec('begin immediate')
    const impatient = await test.reopen({ busyMs: 20 })
    expect(await impatient.submit(batchOf(keyOf(1), [sampleMessage(1)]))).toMatchObject({ kind: 'later' })
    holder.exec('rollback')
    holder.close()
    idsOf(await impatient.submit(batchOf(keyOf(1), [sampleMessage(1)])))
    await impatient.close()
  })

  it('meets a full disk: refused, nothing was accepted, and the run can go on later', async () => {
    const { database } = test.outbox as unknown as { database: Database.Database }
    const pages = Number(database.pragma('page_count', { simple: true }))
    database.pragma(`max_page_count = ${pages}`)
    const text = Array.from({ length: 500 }, (_, i) => createHash('sha512').update(`${i}`).digest('base64')).join('')
    const batch = batchOf(keyOf(1), [sampleMessage(1, { text })])
    expect(await test.outbox.submit(batch)).toMatchObject({
      kind: 'refused',
      scope: 'account',
      error: 'outbox_disk_full',
    })
    expect(test.outbox.count()).toBe(0)
    database.pragma('max_page_count = 1000000')
    idsOf(await test.outbox.submit(batch))
  })
})
