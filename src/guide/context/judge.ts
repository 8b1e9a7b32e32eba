import type { Severity } from '../../problem/problem.ts'
import type { Match, Silence } from '../finding.ts'
import type { ReadyText } from '../ready-text.ts'
import { contextRules } from './index.ts'
import { type Context, readSituation } from './situation.ts'

const levels: readonly Severity[] = ['suggest', 'warn', 'error']

/**
 * How a match is reported, in its context: at its entry's level or lower, or not at all and why. The first rule that silences
 * decides; what others lower adds up.
 */
export function judgeContext(
  match: Match,
  text: ReadyText,
  context: Context,
): { severity: Severity; silence?: Silence } {
  const situation = readSituation(match, text, context)
  let level = levels.indexOf(match.entry.level)
  let lowered: Silence | undefined
  for (const rule of contextRules) {
    const outcome = rule(situation)
    if (!outcome) continue
    if ('silence' in outcome) return { severity: match.entry.level, silence: outcome.silence }
    if ('atMost' in outcome) level = Math.min(level, levels.indexOf(outcome.atMost))
    else {
      level -= 1
      lowered = outcome.lower
    }
  }
  const severity = levels[level]
  if (severity) return { severity }
  return { severity: 'suggest', ...(lowered && { silence: lowered }) }
}
