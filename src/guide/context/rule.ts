import type { Severity } from '../../problem/problem.ts'
import type { Silence } from '../finding.ts'
import type { Situation } from './situation.ts'

/** What a rule makes of a match: nothing to report, one level lower, or a suggestion at most. */
export type Outcome = { silence: Silence } | { lower: Silence } | { atMost: Severity }

/** One reason to say less about a match; undefined where it does not hold. */
export type ContextRule = (situation: Situation) => Outcome | undefined
