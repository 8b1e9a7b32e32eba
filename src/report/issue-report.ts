import type { ExclusionReason } from '../audience/subscriber.ts'
import type { Counts, IssueStatus, ReportSums } from '../delivery/status.ts'
import type { IssueKind } from '../issue/issue.ts'

/** What the ledger knows of one freeze: of an issue, or of a second wave of it. */
export interface FrozenPart {
  kind: IssueKind
  /** Epoch milliseconds; `doneAt` null while it is on its way. */
  frozenAt: number
  doneAt: number | null
  status: IssueStatus
  /** By language, of what was submitted. */
  languages: Record<string, { submitted: number; reports: ReportSums }>
}

/** People who came and went in a span of time. */
export interface Movement {
  joined: number
  /** Never to be mailed again, by their own word or the provider's. */
  left: number
}

/** What became of an issue, in numbers of people. Nobody is named, and nobody was watched: who opened what is not known. */
export interface IssueReport {
  issue: string
  kind: IssueKind
  /** ISO instants. */
  frozenAt: string
  doneAt: string | null
  /** Freezes it went out in: 1, or more with second waves. */
  waves: number
  total: Counts
  reports: ReportSums
  exclusions: Partial<Record<ExclusionReason, number>>
  languages: ({ language: string; submitted: number } & ReportSums)[]
  /** From its freeze to that of the next issue, or to now. */
  movement: Movement
}

const nothing = (): Counts => ({ candidates: 0, excluded: 0, submitted: 0, failed: 0, held: 0, pending: 0 })
const unheard = (): ReportSums => ({ delivered: 0, bounced: 0, complained: 0, failed: 0, noWord: 0 })

/**
 * Add an issue and its second waves up. Those who waited and were reached by a wave count once: as what the wave made of
 * them.
 *
 * @param parts the issue first; at least one.
 */
export function reportIssue(issue: string, parts: [FrozenPart, ...FrozenPart[]], movement: Movement): IssueReport {
  const [first, ...waves] = parts
  const total = nothing()
  const reports = unheard()
  const exclusions: IssueReport['exclusions'] = {}
  const languages = new Map<string, { submitted: number; reports: ReportSums }>()
  for (const { status, languages: byLanguage } of parts) {
    addTo(total, status.total)
    addTo(reports, status.reports)
    for (const [reason, count] of entriesOf(status.exclusions)) exclusions[reason] = (exclusions[reason] ?? 0) + count
    for (const [language, sums] of Object.entries(byLanguage)) {
      const known = languages.get(language) ?? { submitted: 0, reports: unheard() }
      known.submitted += sums.submitted
      addTo(known.reports, sums.reports)
      languages.set(language, known)
    }
  }
  const served = waves.reduce((sum, { status }) => sum + status.total.candidates, 0)
  const done = parts.map(({ doneAt }) => doneAt)
  return {
    issue,
    kind: first.kind,
    frozenAt: new Date(first.frozenAt).toISOString(),
    doneAt: done.some((at) => at === null) ? null : new Date(Math.max(...done.map(Number))).toISOString(),
    waves: parts.length,
    total: { ...total, candidates: total.candidates - served, excluded: total.excluded - served },
    reports,
    exclusions: withoutServed(exclusions, served),
    languages: [...languages]
      .map(([language, sums]) => ({ language, submitted: sums.submitted, ...sums.reports }))
      .sort((a, b) => b.submitted - a.submitted || a.language.localeCompare(b.language)),
    movement,
  }
}

function withoutServed(exclusions: IssueReport['exclusions'], served: number): IssueReport['exclusions'] {
  const waiting = (exclusions['no-language'] ?? 0) - served
  const { 'no-language': _, ...others } = exclusions
  return waiting > 0 ? { ...others, 'no-language': waiting } : others
}

function addTo<Key extends string>(sums: Record<Key, number>, more: Record<Key, number>): void {
  for (const key of Object.keys(sums) as Key[]) sums[key] += more[key]
}

function entriesOf(exclusions: IssueReport['exclusions']): [ExclusionReason, number][] {
  return Object.entries(exclusions) as [ExclusionReason, number][]
}
