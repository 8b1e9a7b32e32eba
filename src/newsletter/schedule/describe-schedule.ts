import type { Config } from '../../config.ts'
import { nextDue } from '../../issue/due-times.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { monthOfDue, writeDue, writeMonth } from './due-words.ts'

/** One sentence on when the next monthly is due. */
export async function describeSchedule({ issuesFolder }: Config, now: number): Promise<string> {
  const { newsletter } = await readNewsletter(issuesFolder)
  const schedule = newsletter?.schedule
  const dueAt = schedule && nextDue(schedule, now)
  if (!schedule || dueAt === undefined)
    return 'newsletter.yaml has no schedule: only what has a sendAt goes out by itself.'
  const month = writeMonth(monthOfDue(dueAt, schedule.timezone))
  return `The monthly of ${month} is due ${writeDue(dueAt, schedule.timezone)}, if it is approved by then.`
}
