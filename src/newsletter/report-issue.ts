import { DateTime } from 'luxon'
import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import { sumReports } from '../delivery/status.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { type FrozenPart, type IssueReport, reportIssue } from '../report/issue-report.ts'
import { reportYear, type YearReport } from '../report/year-report.ts'
import { localDay } from './approval/local-day.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import { firstError } from './first-error.ts'
import { readStatus } from './issue-status.ts'
import { listEmpty } from './problems.ts'
import { issueUnsent, nothingSent } from './report-problems.ts'
import { hasList, type List, openList } from './workspace.ts'

export type Report = { kind: 'issue'; report: IssueReport } | { kind: 'year'; report: YearReport }

interface ReportOptions {
  now: number
  warn: (message: string) => void
}

/**
 * What happened, in aggregate: of an issue by name, of a year (`2024`), or of what went out last.
 *
 * @throws Problem list_empty, nothing_sent, issue_unsent, issue_unknown, issue_ambiguous, and those of newsletter.yaml
 */
export async function readReport(config: Config, name: string | undefined, options: ReportOptions): Promise<Report> {
  if (!hasList(config)) throw listEmpty()
  const list = await openList(config, options.warn)
  try {
    if (name !== undefined && /^\d{4}$/.test(name)) {
      return { kind: 'year', report: await readYear(config, list, name, options.now) }
    }
    const sent = await sentIssues(list)
    const last = sent.at(-1)
    if (!last) throw nothingSent()
    if (name === undefined) return { kind: 'issue', report: await readIssueReport(list, last, options.now) }
    const { issue, frozen } = await findIssueOrFrozen(config.issuesFolder, list.ledger, name)
    const meant = frozen && sent.find((one) => one.issue === (frozen.follows ?? frozen.issue))
    if (!meant) throw issueUnsent({ issue })
    return { kind: 'issue', report: await readIssueReport(list, meant, options.now) }
  } finally {
    await list.close()
  }
}

/** Everything that was frozen, second waves apart, in the order it was. */
async function sentIssues({ ledger }: List): Promise<FrozenIssue[]> {
  return (await ledger.list()).filter(({ state, follows }) => state !== 'freezing' && follows === null)
}

async function readIssueReport(list: List, frozen: FrozenIssue, now: number): Promise<IssueReport> {
  const all = await list.ledger.list()
  const waves = all.filter(({ follows, state }) => follows === frozen.issue && state !== 'freezing')
  const next = all.find(({ frozenAt, follows }) => follows === null && frozenAt > frozen.frozenAt)
  const movement = await list.audience.movement(frozen.frozenAt, next?.frozenAt ?? now)
  const [first, ...more] = await Promise.all([frozen, ...waves].map((part) => readPart(list, part)))
  if (!first) throw new Error('an issue has a part')
  return reportIssue(frozen.issue, [first, ...more], movement)
}

async function readPart({ ledger }: List, { issue, issueKind, frozenAt, doneAt }: FrozenIssue): Promise<FrozenPart> {
  const [status, tallies, editions] = await Promise.all([
    readStatus(ledger, issue),
    ledger.tally(issue),
    ledger.editions(issue),
  ])
  const languageOf = new Map(editions.map(({ id, language }) => [id, language]))
  const languages: FrozenPart['languages'] = {}
  for (const language of new Set(languageOf.values())) {
    const own = tallies.filter(({ edition, state }) => {
      return state === 'submitted' && edition !== null && languageOf.get(edition) === language
    })
    languages[language] = { submitted: own.reduce((sum, { count }) => sum + count, 0), reports: sumReports(own) }
  }
  return { kind: issueKind, frozenAt, doneAt, status, languages }
}

async function readYear(config: Config, list: List, year: string, now: number): Promise<YearReport> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  const zone = { zone: newsletter.timezone }
  const start = DateTime.fromObject({ year: Number(year) }, zone)
  const end = start.plus({ years: 1 })
  const all = await sentIssues(list)
  const sent = all.filter(({ frozenAt }) => frozenAt >= start.toMillis() && frozenAt < end.toMillis())
  const issues: IssueReport[] = []
  for (const frozen of sent) issues.push(await readIssueReport(list, frozen, now))
  return reportYear(year, {
    issues,
    months: sent.flatMap(({ month, issueKind, frozenAt }) =>
      issueKind === 'monthly' ? [month ?? DateTime.fromMillis(frozenAt, zone).toFormat('yyyy-MM')] : [],
    ),
    movement: await list.audience.movement(start.toMillis(), Math.min(now, end.toMillis())),
    since: DateTime.fromMillis(all[0]?.frozenAt ?? now, zone).toFormat('yyyy-MM'),
    today: localDay(now, newsletter.timezone),
  })
}
