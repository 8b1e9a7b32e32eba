import { DateTime } from 'luxon'
import { phraseWith, type Words } from './words.ts'

/** How an edition's language writes dates and times. */
export interface DateWriter {
  /** A calendar date, `yyyy-mm-dd`, with its day of the week, for what is to come. No zone, as none is meant. */
  date(date: string): string
  /** The same without the day of the week, for what is on record. */
  day(date: string): string
  /** A local time, `yyyy-mm-ddThh:mm`, or the time from one to another, in an IANA zone. */
  moment(start: string, end: string | undefined, zone: string): string
}

// A newsletter of this network is read in the United States: Spanish there has its own hours.
function localesFor(language: string): string[] {
  return language.includes('-') ? [language, 'en-US'] : [`${language}-US`, language, 'en-US']
}

// Versions of ICU, and so of Node, differ in which of the narrow and no-break spaces they use.
function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u2009\u00a0]/g, ' ')
}

const zoneWords = {
  'Eastern Time': 'zone_eastern',
  'Central Time': 'zone_central',
  'Mountain Time': 'zone_mountain',
  'Pacific Time': 'zone_pacific',
} as const

function zoneName(at: Date, zone: string, locales: string[], words: Words): string {
  const named = (locale: string[]): string =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, hour: 'numeric', timeZoneName: 'longGeneric' })
      .formatToParts(at)
      .find((part) => part.type === 'timeZoneName')?.value ?? zone
  const english = named(['en-US'])
  return english in zoneWords ? words[zoneWords[english as keyof typeof zoneWords]] : named(locales)
}

/** Dates as the edition's language writes them, the order of their parts from its words file. */
export function writeDates(language: string, words: Words): DateWriter {
  const locales = localesFor(language)

  const dateOf = (at: Date, timeZone: string, pattern = words.date_pattern): string => {
    const part = (options: Intl.DateTimeFormatOptions): string =>
      plainSpaces(new Intl.DateTimeFormat(locales, { timeZone, calendar: 'gregory', ...options }).format(at))
    // Taken together, month and day come in the form a date uses: “de” and cases are the pattern's business.
    const parts = new Intl.DateTimeFormat(locales, { timeZone, calendar: 'gregory', dateStyle: 'long' }).formatToParts(
      at,
    )
    const month = parts.find(({ type, value }) => type === 'month' && !/^\d+$/.test(value))?.value
    return phraseWith(pattern, {
      weekday: part({ weekday: 'long' }),
      month: month ?? part({ month: 'long' }),
      day: part({ day: 'numeric' }),
      year: part({ year: 'numeric' }),
    })
  }

  const timeOf = (from: Date, to: Date | undefined, timeZone: string): string => {
    const format = new Intl.DateTimeFormat(locales, { timeZone, hour: 'numeric', minute: '2-digit' })
    if (to === undefined) return plainSpaces(format.format(from))
    const range = plainSpaces(format.formatRange(from, to))
    return range.replace(/\s*–\s*/, /\d\s*–/.test(range) ? '–' : ' – ')
  }

  const momentOf = (from: Date, to: Date | undefined, zone: string): string =>
    phraseWith(words.moment_pattern, {
      date: dateOf(from, zone),
      time: timeOf(from, to, zone),
      zone: zoneName(from, zone, locales, words),
    })

  return {
    date: (date) => dateOf(calendarDay(date), 'UTC'),
    day: (date) => dateOf(calendarDay(date), 'UTC', words.day_pattern),
    moment(start, end, zone) {
      const from = DateTime.fromISO(start, { zone })
      const to = end === undefined ? undefined : DateTime.fromISO(end, { zone })
      if (to === undefined || from.hasSame(to, 'day')) return momentOf(from.toJSDate(), to?.toJSDate(), zone)
      return phraseWith(words.span_pattern, {
        start: momentOf(from.toJSDate(), undefined, zone),
        end: momentOf(to.toJSDate(), undefined, zone),
      })
    },
  }
}

function calendarDay(date: string): Date {
  return DateTime.fromISO(date, { zone: 'utc' }).toJSDate()
}
