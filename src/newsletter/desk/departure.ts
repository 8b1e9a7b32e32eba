import { nextDeparture } from '../../issue/departure.ts'
import type { PreparedIssue } from '../prepare-issue.ts'

/** How an issue leaves once it is approved: by itself at a time (epoch milliseconds), or by a person's `send`. */
export type Departure = { kind: 'by-itself'; at: number } | { kind: 'by-hand' }

/**
 * How an issue would leave if it were approved now: a monthly at the schedule's next time in its month, another kind at its
 * `sendAt`; by hand when neither is set, or its window has passed (DESIGN.md, promise 3).
 */
export function departureOf(
  { issue, newsletter }: Pick<PreparedIssue, 'issue' | 'newsletter'>,
  now: number,
): Departure {
  const at = nextDeparture(issue.meta, newsletter, now)
  return at === undefined ? { kind: 'by-hand' } : { kind: 'by-itself', at }
}
