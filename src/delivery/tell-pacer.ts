import type { Turn } from './pacer.ts'
import type { Outcome } from './provider.ts'

/** Let the pacer learn from an answer; false when there was none. */
export function tellPacer(turn: Turn, outcome: Outcome): boolean {
  if (outcome.kind === 'unknown') return false
  if (outcome.kind === 'later' && !outcome.inFlight) turn.refused(outcome.retryAfterMs, outcome.hints)
  else turn.answered(outcome.hints)
  return true
}
