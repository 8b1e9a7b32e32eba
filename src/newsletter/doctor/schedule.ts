import { DateTime } from 'luxon'
import { parse } from 'node-cron'
import { neverFires, nextDue } from '../../issue/due-times.ts'
import type { Schedule } from '../../issue/newsletter.ts'
import { defineNewsletterCheck } from './check.ts'
import { type Finding, fail, ok, warn } from './line.ts'

const shown = 5

/** The schedule falls due, and when. */
export const schedule = defineNewsletterCheck('schedule', ({ schedule: written, timezone }, { outside }) =>
  judgeSchedule(written, timezone, outside.now()),
)

/**
 * @param editorsZone where the editors read the dates.
 * @param now epoch milliseconds.
 */
export function judgeSchedule(written: Schedule | undefined, editorsZone: string, now: number): Finding[] {
  const subject = 'schedule'
  if (written === undefined) {
    return [ok(subject, 'newsletter.yaml has none: an issue goes out when somebody runs `npx wayforward send`.')]
  }
  const { cron, timezone } = written
  const dates = neverFires(cron) ? [] : nextDates(written, now)
  if (dates.length === 0) {
    return [
      fail(
        subject,
        `“${cron}” never falls due: there is no such day.`,
        'Correct schedule.cron in newsletter.yaml: minute, hour, day of the month, month, day of the week, such as "0 10 1 * *".',
      ),
    ]
  }
  return [judgeFrequency(written, now), ...dates.map((at) => judgeDate(at, cron, timezone, editorsZone))]
}

/** The next ones, however rare. */
function nextDates(written: Schedule, now: number): number[] {
  const dates: number[] = []
  while (dates.length < shown) {
    const next = nextDue(written, dates.at(-1) ?? now)
    if (next === undefined) break
    dates.push(next)
  }
  return dates
}

function judgeFrequency(written: Schedule, now: number): Finding {
  const { cron, timezone } = written
  const monthOf = (at: number): string =>
    DateTime.fromMillis(at, { zone: timezone }).toFormat('LLLL yyyy', { locale: 'en' })
  const from = DateTime.fromMillis(now, { zone: timezone }).startOf('month')
  const twice = Array.from({ length: 12 }, (_, index) => from.plus({ months: index })).find((month) => {
    const first = nextDue(written, month.toMillis() - 1)
    const second = first === undefined ? undefined : nextDue(written, first)
    return second !== undefined && second < month.plus({ months: 1 }).toMillis()
  })
  if (twice === undefined) return ok('schedule', `“${cron}” in ${timezone}, at most once a month.`)
  return warn(
    'schedule',
    `“${cron}” falls due more than once in ${monthOf(twice.toMillis())}. One monthly goes out in a month: the later times find it sent.`,
    'Name one day of the month in schedule.cron, such as "0 10 1 * *".',
  )
}

function judgeDate(at: number, cron: string, timezone: string, editorsZone: string): Finding {
  const there = DateTime.fromMillis(at, { zone: timezone })
  const here = DateTime.fromMillis(at, { zone: editorsZone })
  const subject = `due ${there.toISODate() ?? ''}`
  const format = "cccc d LLLL yyyy 'at' HH:mm"
  const write = (time: DateTime, pattern: string): string => time.toFormat(pattern, { locale: 'en' })
  const sameDay = here.toISODate() === there.toISODate()
  const beside = timezone === editorsZone ? '' : `; ${write(here, sameDay ? 'HH:mm' : format)} in ${editorsZone}`
  const said = `${write(there, format)} in ${timezone}${beside}.`
  const { hour, minute } = parse(cron)
  if (hour.includes(there.hour) && minute.includes(there.minute)) return ok(subject, said)
  return warn(
    subject,
    `${said} The clocks skip the hour that schedule.cron names, so it falls after the change.`,
    'Name an hour later than 4 in the morning in schedule.cron, which no clock change skips.',
  )
}
