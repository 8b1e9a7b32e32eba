import { namesActor } from './names-actor.ts'
import type { Outcome } from './rule.ts'
import type { Situation } from './situation.ts'

/** A passive that says who did it hides nobody. Only for entries that allow it. */
export function judgeActor({ match, cues, after }: Situation): Outcome | undefined {
  if (!match.entry.silent.includes('actor')) return undefined
  return namesActor(after, cues) ? { silence: 'actor' } : undefined
}
