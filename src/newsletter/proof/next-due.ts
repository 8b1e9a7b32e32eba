import { departuresOf } from '../../issue/departure.ts'
import type { IssueMeta } from '../../issue/issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'

/** When an issue goes out by itself, if that is still to come: epoch milliseconds; undefined where a person sends it. */
export function nextDueOf(meta: IssueMeta, newsletter: Newsletter, now: number): number | undefined {
  return departuresOf(meta, newsletter).find((time) => time > now)
}
