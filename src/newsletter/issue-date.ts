import { DateTime } from 'luxon'
import { createTask, parse } from 'node-cron'
import type { Newsletter } from '../issue/newsletter.ts'

/**
 * The day of a month on which the schedule sends, as `yyyy-mm-dd` in the schedule's zone; the first of the month
 * without a schedule, or when it skips that month.
 */
export function scheduledDate(month: string, schedule: Newsletter['schedule']): string {
  const first = DateTime.fromISO(`${month}-01`, { zone: schedule?.timezone ?? 'utc' })
  if (!schedule) return `${month}-01`
  const task = createTask(schedule.cron, () => undefined, { timezone: schedule.timezone })
  const { hour, minute } = parse(schedule.cron)
  for (let day = first; day.month === first.month; day = day.plus({ days: 1 })) {
    const at = day.set({ hour: Number(hour[0] ?? 0), minute: Number(minute[0] ?? 0) })
    if (task.match(at.toJSDate())) return at.toFormat('yyyy-MM-dd')
  }
  return `${month}-01`
}
