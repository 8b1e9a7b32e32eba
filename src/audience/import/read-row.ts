import { DateTime } from 'luxon'
import type { Newsletter } from '../../issue/newsletter.ts'
import { normaliseAddress } from '../address.ts'
import { cleanText } from '../clean-text.ts'
import { readLanguage } from '../language.ts'
import type { Subscriber } from '../subscriber.ts'
import type { Columns, Field } from './columns.ts'

/** What is taken where a row or the file says nothing. */
export interface Defaults {
  language?: string
  consentSource?: string
  /** A date or an ISO instant. */
  consentedAt?: string
}

type ReadRow = { subscriber: Subscriber; unknownTopics: string[]; assumedLanguage: boolean } | { rejected: string }

const limits = { name: 100, region: 60, source: 200, wording: 2000, shown: 40 }

/** Words in a status column that say somebody is not to be mailed. */
const unmailable =
  /unsub|un-sub|clean|bounc|complain|spam|suppress|pending|unconfirm|opt(ed)?[ -]?out|inactiv|archiv|delet|baja|cancel/i

/** Make a reader of rows: a function from cells to a subscriber, or to the reason why not. */
export function makeRowReader(columns: Columns, newsletter: Newsletter, defaults: Defaults, now: number) {
  const languages = remember((text: string) => readLanguage(text, newsletter.languages))
  const consentDates = remember((text: string) => readConsentDate(text, newsletter.timezone, now))
  const topicOf = new Map(newsletter.topics.map((topic) => [topic.toLowerCase(), topic]))
  const source = newsletter.languages[0]

  return function readRow(cells: readonly string[]): ReadRow {
    // Without the apostrophe that csv-row.ts and other careful exports put before a formula.
    const cell = (field: Field): string => cells[columns.index[field] ?? -1]?.trim().replace(/^'(?=[=+\-@])/, '') ?? ''
    const shown = (field: Field): string => `“${cleanText(cell(field), limits.shown)}”`

    if (cell('email') === '') return { rejected: 'there is no e-mail address' }
    const address = normaliseAddress(cell('email'))
    if (address === undefined) return { rejected: `${shown('email')} is not an e-mail address that can be mailed` }
    if (unmailable.test(cell('status')))
      return { rejected: `the status is ${shown('status')}: this person is not to be mailed` }

    const wanted = cell('language') || (defaults.language ?? source)
    const language = languages(wanted)
    if (language === undefined)
      return { rejected: `${shown('language')} is not a language; write a tag such as en, es or vi` }

    const writtenAt = cell('consented_at') || (defaults.consentedAt ?? '')
    if (writtenAt === '') return { rejected: 'it does not say when this person agreed to be mailed (consented_at)' }
    const at = consentDates(writtenAt)
    if (typeof at === 'string') return { rejected: at }
    const consentSource = cleanText(cell('consent_source') || (defaults.consentSource ?? ''), limits.source)
    if (consentSource === '')
      return { rejected: 'it does not say where this person agreed to be mailed (consent_source)' }

    const name = cleanText([cell('first_name') || cell('name'), cell('last_name')].join(' '), limits.name)
    const region = cleanText(cell('region'), limits.region)
    const wording = cleanText(cell('consent_wording'), limits.wording)
    const asked = splitTopics(cell('topics'))
    return {
      subscriber: {
        address,
        ...(name === '' ? {} : { name }),
        language,
        ...(region === '' ? {} : { region }),
        topics: [...new Set(asked.flatMap((topic) => topicOf.get(topic.toLowerCase()) ?? []))].sort(),
        consent: { at: at.toISOString(), source: consentSource, ...(wording === '' ? {} : { wording }) },
      },
      unknownTopics: asked.filter((topic) => !topicOf.has(topic.toLowerCase())),
      assumedLanguage: cell('language') === '',
    }
  }
}

/** The same few values stand in most rows, and reading a language or a date is the dearest part of a row. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= 5000) known.clear()
    const value = read(text)
    known.set(text, value)
    return value
  }
}

/** Topics between semicolons, commas or bars; other services quote each. */
function splitTopics(cell: string): string[] {
  const words = cell.split(/[;,|]/).map((word) => cleanText(word.replaceAll('"', ''), limits.shown))
  return words.filter((word) => word !== '')
}

const written = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/

/** A date, or a date and time, in the newsletter's zone unless it names one; a string is the reason why not. */
export function readConsentDate(text: string, timezone: string, now: number): Date | string {
  const shown = `“${cleanText(text, limits.shown)}”`
  const iso = text
    .replace(/^(\S+) (\d)/, '$1T$2')
    .replace(/ ?UTC$/, 'Z')
    .replace(/ /g, '')
  const at = DateTime.fromISO(iso, { zone: timezone })
  if (!written.test(text) || !at.isValid) {
    return `the consent date ${shown} cannot be read without guessing; write it as year-month-day, such as 2024-04-02`
  }
  if (at.toMillis() > now + 86_400_000) return `the consent date ${shown} is in the future`
  if (at.year < 1990) return `the consent date ${shown} is too long ago to be right`
  return at.toUTC().toJSDate()
}
