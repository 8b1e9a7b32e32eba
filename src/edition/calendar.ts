import { createHash } from 'node:crypto'
import { createEvent, type EventAttributes } from 'ics'
import { DateTime } from 'luxon'
import { toString as toPlainText } from 'mdast-util-to-string'
import type { BlockOf, Document } from '../document/document.ts'
import type { Issue } from '../issue/issue.ts'
import { momentOf } from '../issue/local-time.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import { writeDates } from './dates.ts'
import type { EditionSources } from './edition-sources.ts'
import { foldLines } from './fold-lines.ts'
import { placeNames } from './prose.ts'
import { compile, createSlotTable, fill } from './slots.ts'
import { writeProse } from './text/prose.ts'
import type { Words } from './words.ts'

/** What a page says of an event, in the language of its document. Times are ISO instants. */
export interface CalendarFacts {
  language: string
  title: string
  /** Written out, in the event's zone. */
  when: string
  where?: string
  start: string
  end: string
  /** The event's words and its link, as plain text. */
  details: string
}

/** An event as calendars take it. */
export interface CalendarEntry {
  /** SHA-256 of the .ics, in hex: the same for every reader. */
  name: string
  ics: Uint8Array
  facts: CalendarFacts
}

export interface CalendarContext {
  document: Pick<Document, 'language' | 'meta'>
  words: Words
  newsletter: Newsletter
  issue: Pick<Issue, 'id' | 'meta'>
}

/** How long an event without an end is. */
const defaultHours = 1

/**
 * Make an event's calendar entry (RFC 5545). The same event gives the same bytes: it is stamped with the issue's date, and
 * its UID is made of issue, block and language. Times are UTC, which every calendar shows on its owner's clock, so that no
 * zone rules have to travel along.
 */
export function makeCalendar(block: BlockOf<'event'>, context: CalendarContext): CalendarEntry {
  const { document, newsletter, issue } = context
  const facts = describeEvent(block, context)
  const domain = newsletter.sender.address.slice(newsletter.sender.address.lastIndexOf('@') + 1)
  // The library's types leave out the stamp that its schema takes.
  const attributes: EventAttributes & { timestamp: number } = {
    productId: '-//Wayforward//Newsletter//EN',
    uid: `${issue.id}-${block.id}-${document.language}@${domain}`,
    timestamp: Date.parse(`${issue.meta.date}T00:00:00Z`),
    start: Date.parse(facts.start),
    end: Date.parse(facts.end),
    title: facts.title,
    description: facts.details,
    ...(facts.where !== undefined && { location: facts.where }),
  }
  const { value, error } = createEvent(attributes)
  if (typeof value !== 'string') throw new Error('an event became no calendar entry', { cause: error })
  const ics = Buffer.from(foldLines(value))
  return { name: createHash('sha256').update(ics).digest('hex'), ics, facts }
}

/** The calendar entries of an issue: every event of every document, by name. */
export function calendarsOf({
  documents,
  words,
  newsletter,
  issue,
}: Pick<EditionSources, 'documents' | 'words' | 'newsletter' | 'issue'>): CalendarEntry[] {
  return documents.flatMap((document) => {
    const own = words[document.language]
    if (own === undefined) return []
    const events = document.blocks.filter((block) => block.kind === 'event')
    return events.map((block) => makeCalendar(block, { document, words: own, newsletter, issue }))
  })
}

function describeEvent(block: BlockOf<'event'>, { document, words, newsletter }: CalendarContext): CalendarFacts {
  const { start, end, where, href, zone = newsletter.timezone } = block.attributes
  const from = DateTime.fromMillis(momentOf(start, zone))
  const to = end === undefined ? from.plus({ hours: defaultHours }) : DateTime.fromMillis(momentOf(end, zone))
  const heading = block.heading && toPlainText(block.heading)
  const table = createSlotTable(block.id)
  const lines = writeProse(placeNames(block.body, table), words, Number.POSITIVE_INFINITY)
  // Nobody's name belongs into what all readers share: the words that stand in for one do.
  const body = fill(compile(lines.join('\n'), table, 'text'), {})
  return {
    language: document.language,
    title: cleanLine(heading ?? document.meta.title),
    when: writeDates(document.language, words).moment(start, end, zone),
    ...(where !== undefined && { where: cleanLine(where) }),
    start: toInstant(from),
    end: toInstant(to),
    details: [body, href ?? '']
      .filter((part) => part !== '')
      .join('\n\n')
      .replace(/(?!\n)\p{Cc}/gu, ' '),
  }
}

function cleanLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
}

function toInstant(time: DateTime): string {
  return time.toJSDate().toISOString()
}
