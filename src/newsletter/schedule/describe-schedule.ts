import type { Config } from '../../config.ts'
import { nextDue } from '../../issue/due-times.ts'
import type { Schedule } from '../../issue/newsletter.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { hasList, openList } from '../workspace.ts'
import { writeTime } from '../write-time.ts'
import { endOfMonth, monthOfDue, writeMonth } from './due-words.ts'

/** Months that are looked through for one whose monthly is not out. */
const mostTaken = 12

/** One sentence on when the next monthly is due. */
export async function describeSchedule(config: Config, now: number): Promise<string> {
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const schedule = newsletter?.schedule
  const dueAt = schedule && (await nextOpen(config, schedule, now))
  if (!schedule || dueAt === undefined)
    return 'newsletter.yaml has no schedule: only what has a sendAt goes out by itself.'
  const month = writeMonth(monthOfDue(dueAt, schedule.timezone))
  return `The monthly of ${month} is due ${writeTime(dueAt, schedule.timezone)}, if it is approved by then.`
}

/** The next due time of a month whose monthly is not out. */
async function nextOpen(config: Config, schedule: Schedule, now: number): Promise<number | undefined> {
  const taken = await takenMonths(config)
  let dueAt = nextDue(schedule, now)
  for (let count = 0; dueAt !== undefined && count < mostTaken; count += 1) {
    if (!taken.includes(monthOfDue(dueAt, schedule.timezone))) break
    dueAt = nextDue(schedule, endOfMonth(dueAt, schedule.timezone))
  }
  return dueAt
}

async function takenMonths(config: Config): Promise<string[]> {
  if (!hasList(config)) return []
  const list = await openList(config, () => undefined)
  try {
    return (await list.ledger.list()).flatMap(({ month, state }) =>
      month === null || state === 'freezing' ? [] : [month],
    )
  } finally {
    await list.close()
  }
}
