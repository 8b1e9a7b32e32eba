import { DateTime } from 'luxon'

/** “Friday, 1 November 2024, 10:00 EDT”. */
export function writeDue(dueAt: number, timezone: string): string {
  return DateTime.fromMillis(dueAt, { zone: timezone }).setLocale('en-GB').toFormat('cccc, d LLLL yyyy, HH:mm ZZZZ')
}

/** “November 2024”. */
export function writeMonth(month: string): string {
  return DateTime.fromISO(`${month}-01`, { zone: 'utc' }).setLocale('en-GB').toFormat('LLLL yyyy')
}

/** The month of a due time, as `yyyy-mm`, on the schedule's clock. */
export function monthOfDue(dueAt: number, timezone: string): string {
  return DateTime.fromMillis(dueAt, { zone: timezone }).toFormat('yyyy-MM')
}
