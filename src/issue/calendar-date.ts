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

/**
 * The date somebody most likely meant: a day or month without its zero, slashes, or a time after it.
 * Nothing where the order of day and month is anybody's guess.
 */
export function guessDate(text: string): string | undefined {
  const match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/.exec(text.trim())
  if (!match) return undefined
  const guess = `${match[1]}-${match[2]?.padStart(2, '0')}-${match[3]?.padStart(2, '0')}`
  return isCalendarDate(guess) ? guess : undefined
}
