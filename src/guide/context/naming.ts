import { hasCue } from './compile-cues.ts'
import type { Outcome } from './rule.ts'
import type { Situation } from './situation.ts'

/** Without quotation marks, the words may still be named as words: “the word illegal”. */
export function judgeNaming({ cues, marked }: Situation): Outcome | undefined {
  return hasCue(cues.naming, marked) ? { silence: 'mention' } : undefined
}
