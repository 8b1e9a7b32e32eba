import { DateTime } from 'luxon'
import { dueTimes } from '../../issue/due-times.ts'
import { momentOf } from '../../issue/local-time.ts'
import type { PreparedIssue } from '../prepare-issue.ts'

/** How an issue leaves once it is approved: by itself at a time (epoch milliseconds), or by a person's `send`. */
export type Departure = { kind: 'by-itself'; at: number } | { kind: 'by-hand' }

/** Without a schedule: the window that one has when it does not say. */
const usualWindowMs = 6 * 60 * 60 * 1000

/**
 * How an issue would leave if it were approved now: a monthly at the schedule's next time in its month, another kind at its
 * `sendAt`; by hand when neither is set, or its window has passed (DESIGN.md, promise 3).
 */
export function departureOf(
  { issue, newsletter }: Pick<PreparedIssue, 'issue' | 'newsletter'>,
  now: number,
): Departure {
  const { kind, date, sendAt } = issue.meta
  const { schedule } = newsletter
  const window = schedule?.window ?? usualWindowMs
  if (kind !== 'monthly') return leave(sendAt === undefined ? [] : [momentOf(sendAt, newsletter.timezone)], window, now)
  if (!schedule) return { kind: 'by-hand' }
  const month = DateTime.fromISO(date, { zone: schedule.timezone }).startOf('month')
  const due = dueTimes(schedule, month.toMillis() - 1, month.plus({ months: 1 }).toMillis() - 1)
  return leave(due, window, now)
}

function leave(times: number[], window: number, now: number): Departure {
  const at = times.find((time) => time + window >= now)
  return at === undefined ? { kind: 'by-hand' } : { kind: 'by-itself', at }
}
