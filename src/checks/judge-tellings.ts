import type { Problem } from '../problem/problem.ts'
import type { Channel } from '../stories/record.ts'
import type { Telling } from '../stories/tellings.ts'
import type { ConsentFacts } from './check.ts'
import { judgeConsent } from './consent.ts'
import { judgeDetails } from './consent-details.ts'
import { judgePictures } from './consent-photo.ts'

/**
 * Everything a record says against telling these stories on a channel and a day. `check` and `build` ask for the issue’s
 * own date; whatever really lets a story out asks again for today, with records read anew. Words that have to be kept out
 * are a matter of the files, not of the day: the check `consent-names` looks for them.
 */
export function judgeTellings(
  tellings: readonly Telling[],
  facts: ConsentFacts | undefined,
  channel: Channel,
  date: string,
): Problem[] {
  return tellings.flatMap((telling) => [
    ...judgeConsent(telling, facts, channel, date),
    ...judgePictures(telling, facts),
    ...judgeDetails(telling, facts),
  ])
}
