import { DateTime } from 'luxon'
import { dueTimes } from '../../issue/due-times.ts'
import type { IssueMeta } from '../../issue/issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'

/**
 * When an issue goes out by itself, if that is still to come: a monthly when the schedule is due in its month, anything
 * else at its `sendAt`. Epoch milliseconds; undefined where a person sends it.
 */
export function nextDueOf(
  { kind, date, sendAt }: IssueMeta,
  { schedule, timezone }: Newsletter,
  now: number,
): number | undefined {
  const times: number[] = []
  if (kind !== 'monthly' && sendAt !== undefined) times.push(DateTime.fromISO(sendAt, { zone: timezone }).toMillis())
  if (kind === 'monthly' && schedule) {
    const first = DateTime.fromISO(`${date.slice(0, 7)}-01`, { zone: schedule.timezone })
    times.push(...dueTimes(schedule, first.toMillis() - 1, first.plus({ months: 1 }).toMillis() - 1))
  }
  return times.find((time) => time > now)
}
