import { DateTime } from 'luxon'

/** “November 2024”. */
export function writeMonth(month: string): string {
  return DateTime.fromISO(`${month}-01`, { zone: 'utc' }).setLocale('en-US').toFormat('LLLL yyyy')
}

/** The month of a due time, as `yyyy-mm`, on the schedule's clock. */
export function monthOfDue(dueAt: number, timezone: string): string {
  return DateTime.fromMillis(dueAt, { zone: timezone }).toFormat('yyyy-MM')
}

/** The last moment of a due time's month, epoch milliseconds, on the schedule's clock. */
export function endOfMonth(dueAt: number, timezone: string): number {
  return DateTime.fromMillis(dueAt, { zone: timezone }).endOf('month').toMillis()
}
