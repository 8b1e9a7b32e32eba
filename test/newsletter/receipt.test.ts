import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readIssue } from '../../src/issue/read-issue.ts'
import { readNewsletter } from '../../src/issue/read-newsletter.ts'
import {
  isDoubtful,
  type Receipt,
  readReceipt,
  refuseUnknownReceipt,
  removeReceipt,
  writeReceipt,
} from '../../src/newsletter/issue-receipt.ts'

let folder = ''
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'wayforward-receipt-')), '2024-10-test')
  mkdirSync(folder)
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const at = '2024-10-01T12:00:00.000Z'
const receipt: Receipt = {
  ...{ wayforward: 1, list: 'test-list', issue: '2024-10-test', receipt: 'r-1', contentHash: 'c0ffee', at },
  counts: { candidates: 10, readers: 9, excluded: 1 },
}

describe('a receipt in an issue’s folder', () => {
  it('comes back as it was written, and leaves nothing beside it', async () => {
    expect(await readReceipt(folder)).toBeUndefined()
    expect(await writeReceipt(folder, receipt)).toBe(true)
    expect(await readReceipt(folder)).toEqual(receipt)
    expect(readdirSync(folder)).toEqual(['sent.json'])
  })

  it('keeps its first time when the same freeze writes it again', async () => {
    await writeReceipt(folder, receipt)
    expect(await writeReceipt(folder, { ...receipt, at: '2024-10-02T12:00:00.000Z' })).toBe(true)
    expect((await readReceipt(folder))?.at).toBe(at)
  })

  it('is never written over another freeze’s', async () => {
    await writeReceipt(folder, receipt)
    const other = writeReceipt(folder, { ...receipt, receipt: 'r-2' })
    await expect(other).rejects.toMatchObject({ code: 'sent_elsewhere' })
    expect(await readReceipt(folder)).toEqual(receipt)
  })

  it('is nothing to stop at when the folder was renamed or is not known', async () => {
    const gone = join(folder, '..', '2024-09-gone')
    expect([await readReceipt(gone), await readReceipt(undefined)]).toEqual([undefined, undefined])
    expect([await writeReceipt(gone, receipt), await writeReceipt(undefined, receipt)]).toEqual([false, false])
    expect(existsSync(gone)).toBe(false)
  })

  it.each([
    ['empty', ''],
    ['half a file', '{"wayforward":1,"list":"te'],
    ['of another program', '{"sent":true}'],
    ['null', 'null'],
    ['without its time', JSON.stringify({ ...receipt, at: 'yesterday' })],
    ['of a later version', JSON.stringify({ ...receipt, wayforward: 2 })],
    ['endless', `"${'x'.repeat(100_000)}"`],
  ])('that is %s stops the send and is left as it is', async (_, text) => {
    writeFileSync(join(folder, 'sent.json'), text)
    await expect(readReceipt(folder)).rejects.toMatchObject({ code: 'receipt_broken' })
    await expect(writeReceipt(folder, receipt)).rejects.toMatchObject({ code: 'receipt_broken' })
    expect(readFileSync(join(folder, 'sent.json'), 'utf8')).toBe(text)
  })

  it('that is a folder is a problem as well', async () => {
    mkdirSync(join(folder, 'sent.json'))
    await expect(readReceipt(folder)).rejects.toMatchObject({ code: 'receipt_broken' })
  })

  it('that may not be written is a problem', async () => {
    chmodSync(join(folder, '..'), 0o755)
    chmodSync(folder, 0o555)
    // Root may write anywhere, and CI may be root.
    const isRoot = process.geteuid?.() === 0
    if (isRoot) process.seteuid?.(65534)
    try {
      await expect(writeReceipt(folder, receipt)).rejects.toMatchObject({ code: 'receipt_unwritable' })
    } finally {
      if (isRoot) process.seteuid?.(0)
      chmodSync(folder, 0o755)
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('cannot be written where a file stands for the folder', async () => {
    writeFileSync(join(folder, 'file'), '')
    await expect(writeReceipt(join(folder, 'file'), receipt)).rejects.toMatchObject({
      code: expect.stringMatching(/^receipt_/),
    })
  })

  it('goes only with its own freeze', async () => {
    await writeReceipt(folder, receipt)
    await removeReceipt(folder, 'r-2')
    expect(await readReceipt(folder)).toEqual(receipt)
    await removeReceipt(folder, 'r-1')
    expect(await readReceipt(folder)).toBeUndefined()
    await removeReceipt(undefined, 'r-1')
  })

  it('is no part of the issue: reading it finds the same words and nothing to complain about', async () => {
    const { newsletter } = await readNewsletter(resolve('test/fixtures'))
    if (!newsletter) throw new Error('no newsletter')
    const written = `---\ntitle: T\nsubject: S\npreheader: P\ndate: 2024-10-01\nkind: monthly\ntemplate: monthly\n---\nHi\n`
    writeFileSync(join(folder, `${newsletter.languages[0]}.md`), written)
    const before = await readIssue(folder, newsletter)
    await writeReceipt(folder, receipt)
    expect(await readIssue(folder, newsletter)).toEqual(before)
  })
})

describe('a ledger that meets a receipt', () => {
  const frozen = { issue: '2024-10-test', receipt: 'r-1' }
  const refusal = (...args: Parameters<typeof refuseUnknownReceipt>) => {
    try {
      refuseUnknownReceipt(...args)
      return undefined
    } catch (error) {
      return error
    }
  }

  it('goes on with its own, and where there is none', () => {
    expect(refusal(receipt, frozen)).toBeUndefined()
    expect(refusal(undefined, frozen)).toBeUndefined()
    expect(refusal(undefined, undefined)).toBeUndefined()
  })

  it('refuses one it does not know: no such issue, or another freeze of it', () => {
    expect(refusal(receipt, undefined)).toMatchObject({ code: 'sent_elsewhere' })
    expect(refusal(receipt, { ...frozen, receipt: 'r-2' })).toMatchObject({ code: 'sent_elsewhere' })
    // A freeze that is not finished has no receipt yet.
    expect(refusal(receipt, { ...frozen, receipt: '' })).toMatchObject({ code: 'sent_elsewhere' })
  })

  it('refuses a folder that was copied or renamed after it was sent, and says which it was', () => {
    const problem = refusal(receipt, undefined, '2024-11-next')
    expect(String(problem)).toContain('sent as 2024-10-test')
    expect(problem).toMatchObject({ hint: expect.stringContaining('delete sent.json') })
  })
})

describe('a ledger is doubtful', () => {
  const hour = 3_600_000
  const now = Date.parse(at) + 100 * hour
  const old = now - 20 * hour - 1
  it.each([
    ['the last attempt is over 20 hours old', 'sending', old, undefined, true],
    ['it is just 20 hours old', 'halted', now - 20 * hour, undefined, false],
    ['there is none, and the receipt is over 20 hours old', 'frozen', undefined, receipt, true],
    ['there is none, and the receipt is new', 'frozen', undefined, { at: new Date(now).toISOString() }, false],
    ['a new attempt counts before an old receipt', 'sending', now, receipt, false],
    ['nothing was begun', 'frozen', undefined, undefined, false],
    ['it is over', 'done', old, receipt, false],
  ] as const)('when %s (%s)', (_, state, lastAttemptAt, found, doubtful) => {
    expect(isDoubtful({ state }, lastAttemptAt, found, now)).toBe(doubtful)
  })
})
