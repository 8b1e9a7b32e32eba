import { hasCue } from './compile-cues.ts'
import type { Outcome } from './rule.ts'
import type { Situation } from './situation.ts'

/** “immigrants who have been criminalized” says what happened to people, not that it happened. Only for entries that allow it. */
export function judgeRelative({ match, cues, marked }: Situation): Outcome | undefined {
  if (!match.entry.silent.includes('relative')) return undefined
  return hasCue(cues.relative, marked) ? { silence: 'relative' } : undefined
}
