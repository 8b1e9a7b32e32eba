import { judgeActor } from './actor.ts'
import { judgeBlockquote } from './blockquote.ts'
import { judgeCriticism } from './criticism.ts'
import { judgeEligibility } from './eligibility.ts'
import { judgeHeadline } from './headline.ts'
import { judgeNaming } from './naming.ts'
import { judgeQuotation } from './quotation.ts'
import { judgeRelative } from './relative.ts'
import type { ContextRule } from './rule.ts'
import { judgeSelf } from './self.ts'

/** In the order in which they are asked: where several silence, an editor reads the first. */
export const contextRules: readonly ContextRule[] = [
  judgeSelf,
  judgeBlockquote,
  judgeHeadline,
  judgeQuotation,
  judgeNaming,
  judgeCriticism,
  judgeEligibility,
  judgeActor,
  judgeRelative,
]
