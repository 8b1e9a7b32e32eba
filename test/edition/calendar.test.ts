import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { BlockAttributes } from '../../src/document/blocks/index.ts'
import type { Block } from '../../src/document/document.ts'
import { type CalendarEntry, calendarsOf } from '../../src/edition/calendar.ts'
import { foldLines } from '../../src/edition/fold-lines.ts'
import { renderEditions } from '../../src/edition/render-editions.ts'
import { block, document, newsletter, origin, sources } from './sample.ts'

type Attributes = BlockAttributes['event']

function entryOf(attributes: Attributes, markdown = '## A talk', language = 'en', title = 'Home'): CalendarEntry {
  const event: Block = block('event', 'talk', attributes, markdown)
  const [entry] = calendarsOf(sources([document([event], { title }, language)]))
  if (!entry) throw new Error('no entry')
  return entry
}

const textOf = ({ ics }: CalendarEntry): string => Buffer.from(ics).toString('utf8')

/** RFC 5545, 3.1 and 3.3.11, read by the letter: unfolded lines as name and value, text unescaped. */
function read(entry: CalendarEntry): Record<string, string> {
  const lines = textOf(entry)
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      const value = line.slice(colon + 1).replace(/\\([\\;,nN])/g, (_, c: string) => (/n/i.test(c) ? '\n' : c))
      return [line.slice(0, colon), value]
    }),
  )
}

const evening: Attributes = { start: '2024-10-17T18:00', end: '2024-10-17T19:30', where: 'Library, Room 2; upstairs' }

describe('the calendar entry of an event', () => {
  it('is the event, in UTC, with an identity of its own and the stamp of the issue', () => {
    const lines = read(entryOf({ ...evening, zone: 'America/Los_Angeles' }, '## A talk\n\nCome *early*.'))
    expect(lines).toMatchObject({
      DTSTART: '20241018T010000Z',
      DTEND: '20241018T023000Z',
      DTSTAMP: '20241015T000000Z',
      UID: '2024-10-sample-talk-en@example.org',
      SUMMARY: 'A talk',
      LOCATION: 'Library, Room 2; upstairs',
      DESCRIPTION: 'Come early.',
      PRODID: '-//Wayforward//Newsletter//EN',
      VERSION: '2.0',
    })
  })

  it('takes the newsletter’s zone, and an hour, where the author says neither', () => {
    const lines = read(entryOf({ start: '2024-11-03T01:30' }))
    expect(newsletter.timezone).toBe('America/New_York')
    // 01:30 comes twice that night: the first, on summer time.
    expect(lines).toMatchObject({ DTSTART: '20241103T053000Z', DTEND: '20241103T063000Z' })
  })

  it('says how long it really is over a clock change', () => {
    const lines = read(entryOf({ start: '2024-03-10T01:30', end: '2024-03-10T03:30' }))
    expect(lines).toMatchObject({ DTSTART: '20240310T063000Z', DTEND: '20240310T073000Z' })
  })

  it('is folded at 75 octets, between characters, with CRLF', () => {
    const title =
      'Hội thảo về quyền của quý vị: những điều cần biết trước khi đi gặp luật sư, và cách giữ gia đình bên nhau'
    const entry = entryOf(
      evening,
      `## ${title}\n\n${'Xin quý vị đến sớm; có thức ăn, nước uống và người thông dịch. '.repeat(9)}`,
      'vi',
    )
    const text = textOf(entry)
    expect(text.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text).not.toContain('\ufffd')
    expect(read(entry).SUMMARY).toBe(title)
  })

  it('keeps commas, semicolons, backslashes and paragraphs of its text', () => {
    const { DESCRIPTION } = read(
      entryOf(evening, '## A talk\n\nBread, soup; a C:\\\\ drive.\n\n- Bring ID\n- Bring a friend'),
    )
    expect(DESCRIPTION).toBe('Bread, soup; a C:\\ drive.\n\n- Bring ID\n- Bring a friend')
    expect(textOf(entryOf({ ...evening, where: 'A; B, C' }))).toContain('LOCATION:A\\; B\\, C')
  })

  it('cannot be made to say a property of its own', () => {
    const entry = entryOf({ ...evening, where: 'Here\r\nATTENDEE:mailto:a@example.org' })
    expect(textOf(entry)).not.toMatch(/^ATTENDEE/m)
  })

  it('carries the links, and names nobody', () => {
    const markdown = 'Dear :name[friend], [ask for a place](https://example.org/seat).'
    const entry = entryOf({ ...evening, href: 'https://example.org/talk' }, markdown, 'en', 'Home & whole')
    expect(read(entry)).toMatchObject({
      SUMMARY: 'Home & whole',
      DESCRIPTION: 'Dear friend, ask for a place <https://example.org/seat>.\n\nhttps://example.org/talk',
    })
  })

  it('is named by its hash, and is the same each time', () => {
    const [one, two] = [entryOf(evening), entryOf(evening)]
    expect(one).toEqual(two)
    expect(one.name).toBe(createHash('sha256').update(one.ics).digest('hex'))
    expect(entryOf({ ...evening, start: '2024-10-17T18:01' }).name).not.toBe(one.name)
  })

  it('is written out in its own language', () => {
    expect(entryOf(evening, '## Una charla', 'es').facts).toMatchObject({
      language: 'es',
      title: 'Una charla',
      when: expect.stringContaining('17 de octubre de 2024'),
      start: '2024-10-17T22:00:00.000Z',
      end: '2024-10-17T23:30:00.000Z',
    })
  })
})

it('an event’s link stands in both parts of the mail and leads to its entry', async () => {
  const documents = [document([block('event', 'talk', evening, '## A talk')])]
  const [entry] = calendarsOf(sources(documents))
  const [edition] = await renderEditions(sources(documents))
  const link = `${origin}/c/${entry?.name}`
  expect(edition?.text.literals.join('')).toContain(`Add to your calendar:\n${link}\n`)
  expect(edition?.html.literals.join('')).toContain(`href="${link}"`)
  expect(edition?.problems.filter(({ severity }) => severity === 'error')).toEqual([])
})

describe('folding', () => {
  it('joins what was folded by characters and folds it by octets', () => {
    const long = `X:${'ế'.repeat(60)}`
    const folded = foldLines(`A:1\r\n${long.slice(0, 40)}\r\n\t${long.slice(40)}\r\n`)
    expect(folded.replace(/\r\n /g, '')).toBe(`A:1\r\n${long}\r\n`)
    expect(Math.max(...folded.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  })

  it('leaves a line of exactly 75 octets alone', () => {
    const line = `X:${'a'.repeat(73)}`
    expect(foldLines(line)).toBe(line)
    expect(foldLines(`${line}b`)).toBe(`${line}\r\n b`)
  })
})
