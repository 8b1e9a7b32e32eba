import { hasCue } from './compile-cues.ts'
import type { Outcome } from './rule.ts'
import type { Situation } from './situation.ts'

/** Who qualifies is the law's rule, not the writer's judgement. Only for entries that allow it. */
export function judgeEligibility({ match, cues, marked }: Situation): Outcome | undefined {
  if (!match.entry.silent.includes('eligibility')) return undefined
  return hasCue(cues.eligibility, marked) ? { silence: 'eligibility' } : undefined
}
