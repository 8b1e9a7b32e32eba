import type { Problem } from '../../problem/problem.ts'
import type { ConsentRecord } from '../../stories/record.ts'
import { consentNotBegunYet, consentRunOut } from './problems.ts'

/**
 * Say of a record that was just written down when it cannot be told today.
 *
 * @param today `yyyy-mm-dd` in the newsletter's timezone.
 */
export function judgeTerm(
  { id, starts, expires }: Pick<ConsentRecord, 'id' | 'starts' | 'expires'>,
  today: string,
): Problem[] {
  if (today > expires) return [consentRunOut({ id, expires })]
  return today < starts ? [consentNotBegunYet({ id, starts })] : []
}
