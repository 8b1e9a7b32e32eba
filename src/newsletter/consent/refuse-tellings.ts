import { judgeTellings } from '../../checks/judge-tellings.ts'
import type { Problem } from '../../problem/problem.ts'
import { hasErrors } from '../../problem/report.ts'
import type { Channel } from '../../stories/record.ts'
import type { Telling } from '../../stories/tellings.ts'
import { type ConsentList, consentFacts } from './consent-facts.ts'

/**
 * Why stories may not be told on a channel, on a day, by the records as they are at this moment. Empty when they may. Ask it
 * with today's date (in the newsletter's timezone) wherever a story really goes out: approval and `check` ask for the
 * issue's own date, which is a plan and no permission.
 *
 * @param today `yyyy-mm-dd`
 */
export async function refuseTellings(
  list: ConsentList,
  tellings: readonly Telling[],
  channel: Channel,
  today: string,
): Promise<Problem[]> {
  if (tellings.length === 0) return []
  const facts = await consentFacts(
    list,
    tellings.map(({ record }) => record),
  )
  return judgeTellings([...tellings], facts, channel, today)
}

/**
 * Whether one story may be told on a channel today: what every page, feed, card and kit asks before it shows it.
 *
 * @param today `yyyy-mm-dd` in the newsletter's timezone.
 */
export async function storyStands(
  list: ConsentList,
  telling: Telling,
  channel: Channel,
  today: string,
): Promise<boolean> {
  return !hasErrors(await refuseTellings(list, [telling], channel, today))
}
