import type { Config } from '../config.ts'
import { readDatedIssues } from '../issue/dated-issues.ts'
import { nextDeparture } from '../issue/departure.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { writeTime } from './write-time.ts'

/** When something goes out by itself once it is approved. */
export interface PlannedDeparture {
  /** ISO instant. */
  at: string
  /** The same on the schedule's clock, or the newsletter's, as a person reads it. */
  said: string
}

/** When a draft goes out by itself; null where only a person sends it, or its window is over. Reads front matter alone. */
export async function readDeparture(config: Config, issue: string, now: number): Promise<PlannedDeparture | null> {
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const dated = newsletter && (await readDatedIssues(config.issuesFolder, newsletter))
  const { date, kind, sendAt } = dated?.find((one) => one.issue === issue)?.meta ?? {}
  if (!newsletter || date === undefined || kind === undefined) return null
  const at = nextDeparture({ date, kind, sendAt }, newsletter, now)
  const zone = kind === 'monthly' ? newsletter.schedule?.timezone : undefined
  return at === undefined ? null : { at: new Date(at).toISOString(), said: writeTime(at, zone ?? newsletter.timezone) }
}
