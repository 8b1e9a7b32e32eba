import { DateTime } from 'luxon'
import { createTask, parse, validate } from 'node-cron'
import type { Schedule } from './newsletter.ts'

type Times = Pick<Schedule, 'cron' | 'timezone'>

/** The longest pause of a cron that fires at all: 29 February on one weekday, over a century that skips a leap day. */
const longestPauseYears = 40

/**
 * When a schedule is due after `from` and up to `to`, epoch milliseconds in order. Each local time of its fields counts once
 * a day: one that the clocks skip falls after the gap (02:30 is 03:30 that day), one that comes twice is the first.
 */
export function dueTimes(schedule: Times, from: number, to: number): number[] {
  return [...walk(schedule, from, to)]
}

/** The next time a schedule is due after `from`; undefined when it never is. */
export function nextDue(schedule: Times, from: number): number | undefined {
  const end = DateTime.fromMillis(from).plus({ years: longestPauseYears }).toMillis()
  return walk(schedule, from, end).next().value ?? undefined
}

/** The last time a schedule was due after `from` and up to `to`; undefined when it was not. */
export function latestDue(schedule: Times, from: number, to: number): number | undefined {
  // From the end, a day at a time: a cron of every minute has half a million times in a year.
  for (let end = to; end > from; ) {
    const start = DateTime.fromMillis(end, { zone: schedule.timezone }).startOf('day').toMillis() - 1
    const last = dueTimes(schedule, Math.max(from, start), end).at(-1)
    if (last !== undefined) return last
    end = start
  }
  return undefined
}

/** Whether a cron can never be due: 30 February, which node-cron refuses, and rarer days. */
export function neverFires(cron: string): boolean {
  return !validate(cron) || nextDue({ cron, timezone: 'utc' }, Date.UTC(2024, 0, 1)) === undefined
}

function* walk({ cron, timezone }: Times, from: number, to: number): Generator<number, undefined> {
  const zone = { zone: timezone }
  const times = timesOfDay(cron)
  const isDay = dayMatcher(cron)
  const end = DateTime.fromMillis(to, zone)
  // A day earlier: what a gap moves over midnight belongs to the day before.
  const first: DateTime = DateTime.fromMillis(from, zone).minus({ days: 1 }).startOf('day')
  for (let day = first; day <= end; day = nextDay(day)) {
    if (!isDay(day)) continue
    let last = Number.NEGATIVE_INFINITY
    for (const { hour, minute } of times) {
      const local = DateTime.fromObject({ year: day.year, month: day.month, day: day.day, hour, minute }, zone)
      const at = Math.min(...local.getPossibleOffsets().map((possible) => possible.toMillis()))
      // Two times in one gap are one.
      if (at > from && at <= to && at > last) yield at
      last = Math.max(last, at)
    }
  }
  return undefined
}

/** By the calendar, not by 24 hours; where midnight is skipped a day begins at one. */
function nextDay(day: DateTime): DateTime {
  return day.plus({ days: 1 }).startOf('day')
}

/** In order, which the lists of a cron need not be. */
function timesOfDay(cron: string): { hour: number; minute: number }[] {
  const { hour, minute } = parse(cron)
  const inOrder = (numbers: number[]): number[] => [...numbers].sort((a, b) => a - b)
  return inOrder(hour).flatMap((h) => inOrder(minute).map((m) => ({ hour: h, minute: m })))
}

/** node-cron's own reading of the day fields, asked about noon, which every day has once. */
function dayMatcher(cron: string): (day: DateTime) => boolean {
  const [dayOfMonth, month, dayOfWeek] = cron.trim().split(/\s+/).slice(2)
  const task = createTask(`0 12 ${dayOfMonth} ${month} ${dayOfWeek}`, () => undefined, { timezone: 'UTC' })
  // Never started, and node-cron keeps what is not destroyed for as long as the process lives; it can still be asked.
  void task.destroy()
  return ({ year, month: monthNow, day }) => task.match(new Date(Date.UTC(year, monthNow - 1, day, 12)))
}
