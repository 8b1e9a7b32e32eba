import type { Outcome } from './rule.ts'
import type { Situation } from './situation.ts'

/** Nobody may edit what somebody else said: with their name it is silent; without, it counts less. */
export function judgeBlockquote({ text }: Situation): Outcome | undefined {
  if (text.quotation === 'attributed') return { silence: 'blockquote' }
  if (text.quotation === 'unattributed') return { lower: 'blockquote' }
  return undefined
}
