import type { ExclusionReason } from '../audience/subscriber.ts'
import type { FrozenEdition, FrozenIssue, HaltReason, IssueState, Tally } from './ledger.ts'

export interface Counts {
  candidates: number
  excluded: number
  submitted: number
  failed: number
  held: number
  pending: number
}

/** What `wayforward status --json` prints. */
export interface IssueStatus {
  issue: string
  state: IssueState
  reason: HaltReason | null
  /** candidates = excluded + submitted + failed + held + pending, in total and per edition; pending is 0 when done. */
  balances: boolean
  total: Counts
  exclusions: Partial<Record<ExclusionReason, number>>
  failures: Record<string, number>
  editions: ({ id: string; language: string; segments: string[]; htmlBytes: number } & Counts)[]
}

const nothing = (): Counts => ({ candidates: 0, excluded: 0, submitted: 0, failed: 0, held: 0, pending: 0 })

function add(counts: Counts, tally: Tally): void {
  counts[tally.state] += tally.count
  counts.candidates += tally.count
}

/**
 * Derive an issue's status from the ledger's rows; nothing here is stored.
 *
 * `frozenCandidates` was counted at the freeze, independently of the rows' later fates: it is what the equation must meet.
 */
export function deriveStatus(
  issue: Pick<FrozenIssue, 'issue' | 'state' | 'reason'>,
  frozenCandidates: number,
  tallies: Tally[],
  editions: Omit<FrozenEdition, 'parts'>[],
  failures: { reason: string; count: number }[],
): IssueStatus {
  const total = nothing()
  const exclusions: IssueStatus['exclusions'] = {}
  const byEdition = new Map(
    editions.map(({ id, language, segments, htmlBytes }) => [id, { id, language, segments, htmlBytes, ...nothing() }]),
  )
  for (const tally of tallies) {
    add(total, tally)
    if (tally.exclusion) exclusions[tally.exclusion] = (exclusions[tally.exclusion] ?? 0) + tally.count
    const edition = tally.edition === null ? undefined : byEdition.get(tally.edition)
    if (edition) add(edition, tally)
  }
  const settled = issue.state !== 'done' || (total.pending === 0 && total.held === 0)
  const placed = tallies.every(
    ({ edition, state }) => state === 'excluded' || (edition !== null && byEdition.has(edition)),
  )
  return {
    issue: issue.issue,
    state: issue.state,
    reason: issue.reason,
    balances: total.candidates === frozenCandidates && settled && placed,
    total,
    exclusions,
    failures: Object.fromEntries(failures.map(({ reason, count }) => [reason, count])),
    editions: [...byEdition.values()],
  }
}
