import type { Newsletter } from '../../issue/newsletter.ts'
import { normaliseAddress } from '../address.ts'
import { cleanText } from '../clean-text.ts'
import { readLanguage } from '../language.ts'
import type { Subscriber } from '../subscriber.ts'
import type { Columns, Field } from './columns.ts'
import { type DateOrder, readConsentDate } from './consent-date.ts'
import { hideAddresses } from './hide-addresses.ts'
import type { RejectKind } from './reject-groups.ts'

/** What is taken where a row or the file says nothing. */
export interface Defaults {
  language?: string
  consentSource?: string
  /** A date or an ISO instant. */
  consentedAt?: string
}

type ReadRow =
  | { subscriber: Subscriber; unknownTopics: string[]; assumedLanguage: boolean }
  | { rejected: { kind: RejectKind; reason: string } }

const limits = { name: 100, region: 60, source: 200, wording: 2000, shown: 40 }

/** Words in a status column that say somebody is not to be mailed. */
const unmailable =
  /unsub|un-sub|clean|bounc|complain|spam|suppress|pending|unconfirm|opt(ed)?[ -]?out|inactiv|archiv|delet|baja|cancel/i

/** Make a reader of rows: a function from cells to a subscriber, or to the reason why not. */
export function makeRowReader(
  columns: Columns,
  newsletter: Newsletter,
  defaults: Defaults,
  now: number,
  dates?: DateOrder,
) {
  const languages = remember((text: string) => readLanguage(text, newsletter.languages))
  const consentDates = remember((text: string) => readConsentDate(text, newsletter.timezone, now, dates))
  const topicOf = new Map(newsletter.topics.map((topic) => [topic.toLowerCase(), topic]))
  const source = newsletter.languages[0]

  return function readRow(cells: readonly string[]): ReadRow {
    // Without the apostrophe that csv-row.ts and other careful exports put before a formula.
    const cell = (field: Field): string => cells[columns.index[field] ?? -1]?.trim().replace(/^'(?=[=+\-@])/, '') ?? ''
    const shown = (field: Field): string => `“${hideAddresses(cell(field), limits.shown)}”`

    const reject = (kind: RejectKind, reason: string): ReadRow => ({ rejected: { kind, reason } })

    if (cell('email') === '') return reject('no_address', 'there is no e-mail address')
    const address = normaliseAddress(cell('email'))
    if (address === undefined) return reject('address', `${shown('email')} is not an e-mail address that can be mailed`)
    if (unmailable.test(cell('status')))
      return reject('status', `the status is ${shown('status')}: this person is not to be mailed`)

    const wanted = cell('language') || (defaults.language ?? source)
    const language = languages(wanted)
    if (language === undefined)
      return reject('language', `${shown('language')} is not a language; write a tag such as en, es or vi`)

    const writtenAt = cell('consented_at') || (defaults.consentedAt ?? '')
    if (writtenAt === '')
      return reject('no_consent_date', 'it does not say when this person agreed to be mailed (consented_at)')
    const at = consentDates(writtenAt)
    if ('kind' in at) return { rejected: at }
    const consentSource = cleanText(cell('consent_source') || (defaults.consentSource ?? ''), limits.source)
    if (consentSource === '')
      return reject('no_consent_source', 'it does not say where this person agreed to be mailed (consent_source)')

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
      unknownTopics: asked
        .filter((topic) => !topicOf.has(topic.toLowerCase()))
        .map((topic) => hideAddresses(topic, limits.shown)),
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
