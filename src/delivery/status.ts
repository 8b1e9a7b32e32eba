import type { ExclusionReason } from '../audience/subscriber.ts'
import type { CountedEdition, FrozenIssue, HaltReason, IssueState, PagesCheck, Refusal, Tally } from './ledger.ts'
import type { ReportKind } from './report.ts'

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
  /** What the provider said, or what stands in the way, at the last halt. */
  detail: string | null
  /** ISO instants; null when it did not happen. */
  frozenAt: string | null
  doneAt: string | null
  cancelledAt: string | null
  /** `unchecked`: a rehearsal that did not fetch what the mails link to. */
  pages: PagesCheck | null
  /** candidates = excluded + submitted + failed + held + pending, in total and per edition; pending is 0 when done. */
  balances: boolean
  total: Counts
  /** submitted = delivered + bounced + complained + failed + noWord, by the provider's last word. */
  reports: ReportSums
  exclusions: Partial<Record<ExclusionReason, number>>
  failures: Record<string, number>
  /** Who was refused: the delivery's tag and the masked address. */
  refusals: Refusal[]
  editions: ({ id: string; language: string; segments: string[]; htmlBytes: number } & Counts)[]
}

/** What became of submitted deliveries. Both kinds of bounce count as bounced, suppressed at the provider as failed. */
export interface ReportSums {
  delivered: number
  bounced: number
  complained: number
  failed: number
  /** Nothing heard yet, or only that it is delayed. */
  noWord: number
}

const termOf: Record<ReportKind, keyof ReportSums> = {
  delayed: 'noWord',
  soft_bounced: 'bounced',
  delivered: 'delivered',
  failed: 'failed',
  suppressed: 'failed',
  bounced: 'bounced',
  complained: 'complained',
}

/** What became of what was submitted, by the provider's last word. */
export function sumReports(tallies: Tally[]): ReportSums {
  const sums: ReportSums = { delivered: 0, bounced: 0, complained: 0, failed: 0, noWord: 0 }
  for (const { state, report, count } of tallies) {
    if (state === 'submitted') sums[report === null ? 'noWord' : termOf[report]] += count
  }
  return sums
}

const nothing = (): Counts => ({ candidates: 0, excluded: 0, submitted: 0, failed: 0, held: 0, pending: 0 })

function add(counts: Counts, tally: Tally): void {
  counts[tally.state] += tally.count
  counts.candidates += tally.count
}

/** The rows a status is derived from. */
export interface LedgerRows {
  /** Counted at the freeze, apart from the rows' later fates: what the equation must meet. */
  candidates: number
  tallies: Tally[]
  editions: CountedEdition[]
  failures: { reason: string; count: number }[]
  refusals: Refusal[]
}

/** What of an issue its status shows; a draft has no times. */
export type StatusIssue = Pick<FrozenIssue, 'issue' | 'state' | 'reason'> &
  Partial<Pick<FrozenIssue, 'detail' | 'frozenAt' | 'doneAt' | 'cancelledAt' | 'pages'>>

const instant = (ms: number | null | undefined): string | null => (ms ? new Date(ms).toISOString() : null)

/** Derive an issue's status from the ledger's rows; nothing here is stored. */
export function deriveStatus(issue: StatusIssue, rows: LedgerRows): IssueStatus {
  const total = nothing()
  const exclusions: IssueStatus['exclusions'] = {}
  const byEdition = new Map(rows.editions.map(({ id }) => [id, nothing()]))
  for (const tally of rows.tallies) {
    add(total, tally)
    if (tally.exclusion) exclusions[tally.exclusion] = (exclusions[tally.exclusion] ?? 0) + tally.count
    const edition = tally.edition === null ? undefined : byEdition.get(tally.edition)
    if (edition) add(edition, tally)
  }
  return {
    issue: issue.issue,
    state: issue.state,
    reason: issue.reason,
    detail: issue.detail ?? null,
    frozenAt: instant(issue.frozenAt),
    doneAt: instant(issue.doneAt),
    cancelledAt: instant(issue.cancelledAt),
    pages: issue.pages ?? null,
    balances: balances(issue.state, total, byEdition, rows),
    total,
    reports: sumReports(rows.tallies),
    exclusions,
    failures: Object.fromEntries(rows.failures.map(({ reason, count }) => [reason, count])),
    refusals: rows.refusals,
    editions: rows.editions.map(({ id, language, segments, htmlBytes }) => ({
      ...{ id, language, segments, htmlBytes },
      ...(byEdition.get(id) ?? nothing()),
    })),
  }
}

/** Whether everybody counted at the freeze is in exactly one term, in all and in each edition. */
function balances(state: IssueState, total: Counts, byEdition: Map<string, Counts>, rows: LedgerRows): boolean {
  if (total.candidates !== rows.candidates) return false
  // Until the freeze is complete, people have no edition yet.
  if (state === 'freezing' || state === 'draft') return true
  if (state === 'done' && total.pending + total.held > 0) return false
  if (rows.editions.some(({ id, readers }) => byEdition.get(id)?.candidates !== readers)) return false
  const placed = [...byEdition.values()].reduce((sum, { candidates }) => sum + candidates, 0)
  const unplaced = rows.tallies.reduce((sum, { edition, count }) => sum + (edition === null ? count : 0), 0)
  return (
    placed + unplaced === total.candidates &&
    rows.tallies.every(({ edition, state: fate }) => edition !== null || fate === 'excluded')
  )
}
