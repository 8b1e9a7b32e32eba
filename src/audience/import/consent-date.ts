import { DateTime } from 'luxon'
import { hideAddresses } from './hide-addresses.ts'
import type { RejectKind } from './reject-groups.ts'

/** What stands first in dates such as 1/5/24; nobody can tell from the date itself. */
export type DateOrder = 'month-first' | 'day-first'

/** Why a date cannot be used. */
export interface BadDate {
  kind: Extract<RejectKind, 'consent_date' | 'consent_date_order'>
  reason: string
}

const isoShaped = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/

/** As spreadsheets write it: 1/5/24, 01.05.2024, 1/5/2024 10:30 PM. */
const sheetShaped =
  /^(?<one>\d{1,2})(?<mark>[/.-])(?<two>\d{1,2})\k<mark>(?<year>\d{4}|\d\d)(,? +(?<time>\d{1,2}:\d\d(:\d\d)?( ?[AP]M)?))?$/i

/**
 * A date, or a date and time, in the newsletter's zone unless it names one; or why not.
 *
 * @param order how dates with slashes, dots or hyphens are to be read; without it they are not.
 */
export function readConsentDate(text: string, timezone: string, now: number, order?: DateOrder): Date | BadDate {
  const shown = `“${hideAddresses(text, 40)}”`
  const sheet = sheetShaped.exec(text)?.groups
  if (sheet && !order) {
    const reason = `the consent date ${shown} can be read in two ways; write it as year-month-day, such as 2024-04-02`
    return { kind: 'consent_date_order', reason }
  }
  if (!sheet && !isoShaped.test(text)) {
    return bad(`${shown} cannot be read without guessing; write it as year-month-day, such as 2024-04-02`)
  }
  const at = sheet ? readSheetDate(sheet, timezone, now, order) : readIso(text, timezone)
  if (!at.isValid) {
    const how = sheet ? ` when it is read ${order === 'day-first' ? 'day first' : 'month first'}` : ''
    return bad(`${shown} is no day that exists${how}`)
  }
  if (at.toMillis() > now + 86_400_000) return bad(`${shown} is in the future`)
  if (at.year < 1990) return bad(`${shown} is too long ago to be right`)
  return at.toUTC().toJSDate()
}

const bad = (why: string): BadDate => ({ kind: 'consent_date', reason: `the consent date ${why}` })

function readIso(text: string, timezone: string): DateTime {
  const iso = text
    .replace(/^(\S+) (\d)/, '$1T$2')
    .replace(/ ?UTC$/, 'Z')
    .replace(/ /g, '')
  return DateTime.fromISO(iso, { zone: timezone })
}

function readSheetDate(
  { one = '', two = '', year = '', time = '' }: Record<string, string | undefined>,
  timezone: string,
  now: number,
  order: DateOrder | undefined,
): DateTime {
  const [month, day] = order === 'day-first' ? [two, one] : [one, two]
  // Two digits mean the newest such year that is not after next year's.
  const century = Number(year) > (new Date(now).getUTCFullYear() % 100) + 1 ? 1900 : 2000
  const full = year.length === 4 ? year : String(century + Number(year))
  const clock = time.toUpperCase().replace(/ ?([AP]M)$/, ' $1')
  const format = ['h', 'mm', ...(clock.split(':').length === 3 ? ['ss'] : [])].join(':')
  const pattern = clock === '' ? '' : clock.endsWith('M') ? ` ${format} a` : ` ${format.replace('h', 'H')}`
  return DateTime.fromFormat(`${full}-${month}-${day}${clock && ` ${clock}`}`, `yyyy-M-d${pattern}`, {
    zone: timezone,
    locale: 'en-US',
  })
}
