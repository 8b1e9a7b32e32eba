import { hasCue } from './compile-cues.ts'
import type { Outcome } from './rule.ts'
import type { Situation } from './situation.ts'

/** A sentence that criticises the frame has to name it. Only for entries that allow it. */
export function judgeCriticism({ match, cues, marked }: Situation): Outcome | undefined {
  if (!match.entry.silent.includes('criticism')) return undefined
  return hasCue(cues.criticism, marked) ? { silence: 'criticism' } : undefined
}
