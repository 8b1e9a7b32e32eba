import type { HaltReason, IssueEnd, Tally } from './ledger.ts'

/** What a run met on its way. */
interface Met {
  halt: { reason: HaltReason; detail: string } | undefined
  /** There was no room for another batch today, and until when. */
  full: string | undefined
  /** E-mails refused alone while nothing was accepted: the provider's last words about them. */
  refused: string | undefined
  /** Batches that got no answer: what was said of the last silence. */
  silent: string | undefined
}

/** How a run over an issue ended, by what is left in the ledger and what it met. */
export function endOf(tallies: Tally[], { halt, full, refused, silent }: Met): IssueEnd {
  const count = (state: Tally['state']): number =>
    tallies.filter((tally) => tally.state === state).reduce((sum, tally) => sum + tally.count, 0)
  const [pending, held] = [count('pending'), count('held')]
  // A reason to stop is none where nothing is left to be done.
  if (halt && pending + held > 0) return { state: 'halted', ...halt }
  if (full !== undefined && pending > 0) return { state: 'halted', reason: 'daily_cap', detail: full }
  if (refused !== undefined) return { state: 'halted', reason: 'mails_refused', detail: refused }
  if (silent !== undefined) return { state: 'halted', reason: 'provider_unreachable', detail: silent }
  if (pending > 0) return { state: 'halted', reason: 'stopped', detail: 'Stopped before the end.' }
  if (held > 0) return { state: 'halted', reason: 'held', detail: `What happened to ${held} deliveries is unknown.` }
  return { state: 'done' }
}
