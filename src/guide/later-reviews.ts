import type { Problem } from '../problem/problem.ts'
import type { Guide } from './guide.ts'
import { guideReviewLater } from './problems.ts'

/** Entries that say they were reviewed after today (`yyyy-mm-dd`): a slip, or a signature for what nobody has read. */
export function findLaterReviews({ entries }: Guide, today: string): Problem[] {
  return entries.flatMap(({ id, reviewed, file, line }) =>
    reviewed && reviewed.on > today
      ? [guideReviewLater({ id, on: reviewed.on, today }, { file, place: { line, column: 1 } })]
      : [],
  )
}
