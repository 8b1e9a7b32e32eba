import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readIssue } from '../../src/issue/read-issue.ts'
import { parseNewsletter } from '../../src/issue/read-newsletter.ts'

const root = mkdtempSync(join(tmpdir(), 'wayforward-issue-'))
afterAll(() => rmSync(root, { recursive: true }))

const { newsletter } = parseNewsletter(
  `name: Way Forward
listId: way-forward
sender: {name: Way Forward, address: news@example.org, replyTo: hello@example.org}
timezone: America/Los_Angeles
languages: [en, vi]
provider: outbox
`,
  'issues/newsletter.yaml',
)
if (!newsletter) throw new Error('the newsletter of these tests is wrong')

const front = `---
title: Second chances
subject: Three things to do this month
preheader: What the record leaves out
date: 2024-04-02
kind: monthly
template: monthly
---
`
const vietnamese = `---
title: Cơ hội thứ hai
subject: Ba việc nên làm trong tháng này
preheader: Điều hồ sơ không nói
---
Chào bạn, đường về nhà.
`

let count = 0
/** Write an issue's files and read it: what it holds, and its problems as `file:line code`. */
async function read(files: Record<string, string | Uint8Array>, links: Record<string, string> = {}) {
  count += 1
  const folder = join(root, `issues/2024-04-${count}`)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(folder, name))
  if (!newsletter) throw new Error('no newsletter')
  const { issue, problems } = await readIssue(folder, newsletter)
  const found = problems.map(({ file = '', line, code }) =>
    [file.replace(`issues/2024-04-${count}/`, ''), line]
      .filter((part) => part !== undefined)
      .join(':')
      .concat(' ', code),
  )
  return { issue, problems, found }
}

describe('an issue that is whole', () => {
  test('has its texts in the newsletter’s order, with places for its front matter', async () => {
    const { issue, found } = await read({ 'vi.md': vietnamese, 'en.md': `${front}Dear friends,\n` })
    expect(found).toEqual([])
    expect(issue?.id).toBe(`2024-04-${count}`)
    expect(issue?.meta).toEqual({ date: '2024-04-02', kind: 'monthly', template: 'monthly' })
    expect(issue?.texts.map(({ file }) => file)).toEqual([
      `issues/2024-04-${count}/en.md`,
      `issues/2024-04-${count}/vi.md`,
    ])
    expect(issue?.texts[1]?.meta.reviewed).toBe(false)
    expect(issue?.texts[0]?.places.subject).toEqual({ start: { line: 3, column: 10 }, end: { line: 3, column: 39 } })
  })

  test('has Markdown whose lines are the file’s lines', async () => {
    const { issue } = await read({ 'en.md': `${front}Dear friends,\n` })
    const text = issue?.texts[0]
    expect(text?.markdown.split('\n').indexOf('Dear friends,')).toBe(8)
    expect(text?.markdown.length).toBe(text?.source.length)
    expect(text?.markdown.trim()).toBe('Dear friends,')
  })

  test('has every picture below images/, and nothing else', async () => {
    const { issue } = await read({
      'en.md': `${front}Hi`,
      'images/a.png': 'a',
      'images/deep/B.JPG': 'b',
      'images/notes.txt': 'no',
      'images/.hidden.png': 'no',
      'elsewhere/c.png': 'no',
    })
    expect(issue?.images.map(({ path }) => path)).toEqual(['images/a.png', 'images/deep/B.JPG'])
  })
})

describe('text reads the same however it was saved', () => {
  test('on Windows: a byte order mark and CRLF', async () => {
    const windows = Buffer.from(`\ufeff${front}Dear friends,\n`.replaceAll('\n', '\r\n'))
    const { issue, found } = await read({ 'en.md': windows })
    const plain = await read({ 'en.md': `${front}Dear friends,\n` })
    expect(found).toEqual([])
    expect(issue?.texts[0]?.source).toBe(plain.issue?.texts[0]?.source)
  })

  test('on a Mac: Vietnamese in pieces (NFD), in words and in the name of a picture', async () => {
    const files = {
      'en.md': `${front}Hi`,
      'vi.md': vietnamese.normalize('NFD'),
      [`images/${'nhà.png'.normalize('NFD')}`]: 'a',
    }
    const { issue, found } = await read(files)
    expect(found).toEqual([])
    expect(issue?.texts[1]?.source).toBe(vietnamese.normalize('NFC'))
    expect(issue?.texts[1]?.meta.title).toBe('Cơ hội thứ hai'.normalize('NFC'))
    expect(issue?.images[0]?.path).toBe('images/nhà.png'.normalize('NFC'))
  })

  test('two files with the same text do not share what was read', async () => {
    const first = await read({ 'en.md': front })
    const second = await read({ 'en.md': front })
    expect(first.issue?.texts[0]?.places).toEqual(second.issue?.texts[0]?.places)
    expect(second.issue?.meta.date).toBe('2024-04-02')
  })
})

describe('a file that cannot be read is named, with what to do', () => {
  test('not UTF-8: the line with the first wrong byte', async () => {
    const latin1 = Buffer.from(`${front}Dear friends,\nMañana\n`, 'latin1')
    const { issue, problems, found } = await read({ 'en.md': latin1 })
    expect(found).toEqual(['en.md:10 file_encoding'])
    expect(problems[0]?.column).toBe(3)
    expect(issue).toBeUndefined()
  })

  test('UTF-16, as Notepad calls “Unicode”', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(front, 'utf16le')])
    const { problems } = await read({ 'en.md': utf16 })
    expect(problems[0]?.reason).toContain('UTF-16')
  })

  test('5 MB', async () => {
    const { issue, problems, found } = await read({ 'en.md': front + 'word '.repeat(1024 * 1024) })
    expect(found).toEqual(['en.md file_too_large'])
    expect(problems[0]?.reason).toContain('5 MB')
    expect(issue).toBeUndefined()
  })

  test('empty, or nothing but blanks', async () => {
    expect((await read({ 'en.md': '' })).found).toEqual(['en.md file_empty'])
    expect((await read({ 'en.md': '\ufeff\r\n  \r\n' })).found).toEqual(['en.md file_empty'])
  })

  test('a folder whose name cannot go to the provider, and the name that can', async () => {
    const { problems } = await readIssue(join(root, 'issues/2024-10-Công lý!'), newsletter)
    const [problem] = problems
    expect(problem?.code).toBe('issue_folder_name')
    expect(problem?.hint).toContain('2024-10-cong-ly')
  })

  test('a folder that is not there', async () => {
    const { issue, problems } = await readIssue(join(root, 'issues/none'), newsletter)
    expect(problems.map(({ code }) => code)).toEqual(['file_unreadable', 'source_missing'])
    expect(issue).toBeUndefined()
  })

  test('a picture of more than 10 MB', async () => {
    const { found, issue } = await read({
      'en.md': `${front}Hi`,
      'images/big.png': new Uint8Array(10 * 1024 * 1024 + 1),
    })
    expect(found).toEqual(['images/big.png image_too_large'])
    expect(issue?.images[0]?.bytes.length).toBe(0)
  })
})

describe('an issue is whole in its own folder', () => {
  test('links that lead out are reported and not followed', async () => {
    writeFileSync(join(root, 'secret.md'), vietnamese)
    mkdirSync(join(root, 'secrets'), { recursive: true })
    writeFileSync(join(root, 'secrets/a.png'), 'secret')
    const { issue, found } = await read(
      { 'en.md': `${front}Hi` },
      { 'vi.md': '../../secret.md', images: '../../secrets' },
    )
    expect(found).toEqual(['images path_outside', 'vi.md path_outside'])
    expect(issue?.texts.map(({ language }) => language)).toEqual(['en'])
    expect(issue?.images).toEqual([])
  })

  test('a link inside the folder is an ordinary file', async () => {
    const { found, issue } = await read({ 'en.md': `${front}Hi`, 'images/a.png': 'a' }, { 'images/b.png': 'a.png' })
    expect(found).toEqual([])
    expect(issue?.images.map(({ path }) => path)).toEqual(['images/a.png', 'images/b.png'])
  })
})

test('front matter never runs code', async () => {
  const evil = front.replace('---', '---js').replace(/title[\s\S]*monthly\n/, '{ title: (globalThis.ran = true) }\n')
  const { found } = await read({ 'en.md': evil })
  expect(found).toEqual(['en.md:1 front_matter_language'])
  expect('ran' in globalThis).toBe(false)
})

test('a translation with broken front matter is still there, so that its words are checked', async () => {
  const { issue, found } = await read({ 'en.md': `${front}Hi`, 'vi.md': vietnamese.replace('title: ', 'title: "') })
  expect(found).toEqual(['vi.md:2 yaml_broken'])
  expect(issue?.texts[1]?.markdown).toContain('đường về nhà')
})
