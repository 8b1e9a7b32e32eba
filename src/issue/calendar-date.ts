/** Whether text is `yyyy-mm-dd` and names a day that exists (2024-02-30 does not). */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Whether text is `yyyy-mm-ddThh:mm` on a day that exists. */
export function isLocalTime(text: string): boolean {
  const [day, time, ...rest] = text.split('T')
  return rest.length === 0 && isCalendarDate(day ?? '') && /^([01]\d|2[0-3]):[0-5]\d$/.test(time ?? '')
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The date somebody most likely meant: a day or month without its zero, slashes, long hyphens, a month by its English
 * name, or a time after it. Nothing where the order of day and month is anybody's guess.
 */
export function guessDate(text: string): string | undefined {
  const plain = text.trim().replaceAll(/[‐‑‒–—−]/g, '-')
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(plain)
  if (yearFirst) return makeDate(yearFirst[1], yearFirst[2], yearFirst[3])
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(plain)
  if (yearLast) {
    const [, first, second, year] = yearLast
    const orders = [makeDate(year, first, second), makeDate(year, second, first)].filter((date) => date !== undefined)
    return new Set(orders).size === 1 ? orders[0] : undefined
  }
  const monthFirst = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u.exec(plain)
  if (monthFirst) return makeDate(monthFirst[3], monthNumber(monthFirst[1]), monthFirst[2])
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)?\.? (\p{L}+)\.?,? (\d{4})$/u.exec(plain)
  return dayFirst ? makeDate(dayFirst[3], monthNumber(dayFirst[2]), dayFirst[1]) : undefined
}

function makeDate(year = '', month = '', day = ''): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDate(date) ? date : undefined
}

const monthNumber = (name = ''): string => String(months.indexOf(name.toLowerCase().slice(0, 3)) + 1)
