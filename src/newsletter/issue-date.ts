import { DateTime } from 'luxon'
import { departuresOf } from '../issue/departure.ts'
import type { Newsletter } from '../issue/newsletter.ts'

/**
 * The day of a month on which the schedule sends, as `yyyy-mm-dd` in the schedule's zone; the first of the month
 * without a schedule, or when it skips that month.
 */
export function scheduledDate(
  month: string,
  { schedule, timezone }: Pick<Newsletter, 'schedule' | 'timezone'>,
): string {
  const first = `${month}-01`
  const [dueAt] = departuresOf({ kind: 'monthly', date: first }, { schedule, timezone })
  return dueAt === undefined ? first : DateTime.fromMillis(dueAt, { zone: schedule?.timezone }).toFormat('yyyy-MM-dd')
}
