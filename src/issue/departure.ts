import { DateTime } from 'luxon'
import { dueTimes } from './due-times.ts'
import type { IssueMeta } from './issue.ts'
import { momentOf } from './local-time.ts'
import type { Newsletter } from './newsletter.ts'

/** How late something may go out by itself where no schedule says it, milliseconds. */
const usualWindowMs = 6 * 60 * 60 * 1000

/** How late something may go out by itself, milliseconds. */
export function windowOf({ schedule }: Pick<Newsletter, 'schedule'>): number {
  return schedule?.window ?? usualWindowMs
}

/** The next of these whose window is not over: when an issue would go out if it were approved now; undefined by hand. */
export function nextDeparture(
  meta: Parameters<typeof departuresOf>[0],
  newsletter: Parameters<typeof departuresOf>[1],
  now: number,
): number | undefined {
  return departuresOf(meta, newsletter).find((time) => time + windowOf(newsletter) >= now)
}

/**
 * When an issue goes out by itself: a monthly at every due time of the schedule in its month, anything else at its `sendAt`.
 * Epoch milliseconds in order; none where only a person sends it.
 */
export function departuresOf(
  { kind, date, sendAt }: Pick<IssueMeta, 'kind' | 'date' | 'sendAt'>,
  { schedule, timezone }: Pick<Newsletter, 'schedule' | 'timezone'>,
): number[] {
  if (kind !== 'monthly') return sendAt === undefined ? [] : [momentOf(sendAt, timezone)]
  if (!schedule) return []
  const month = DateTime.fromISO(`${date.slice(0, 7)}-01`, { zone: schedule.timezone })
  return dueTimes(schedule, month.toMillis() - 1, month.plus({ months: 1 }).toMillis() - 1)
}
