import type { Report } from '../newsletter/report-issue.ts'
import type { IssueReport, Movement } from '../report/issue-report.ts'
import type { YearReport } from '../report/year-report.ts'
import { exclusionWords } from './describe-status.ts'
import { formatTable, plural, thousands } from './print.ts'

export function describeReport({ kind, report }: Report): string {
  return kind === 'issue' ? describeIssue(report) : describeYear(report)
}

function describeIssue(report: IssueReport): string {
  const { issue, frozenAt, doneAt, waves, total, reports, exclusions, languages, movement } = report
  const went = doneAt === null ? 'is on its way' : `went out on ${frozenAt.slice(0, 10)}`
  const left = Object.entries(exclusions).map(([reason, count]) => {
    return `${thousands(count)} ${exclusionWords[reason] ?? reason}`
  })
  const lines = [
    `${issue} ${went}${waves > 1 ? `, in ${waves} waves` : ''}.`,
    `It was handed over for ${thousands(total.submitted)} of ${plural(total.candidates, 'person', 'people')}.`,
    ...(left.length > 0 ? [`Not mailed: ${left.join(', ')}.`] : []),
    ...(total.failed > 0 ? [`Refused by the provider: ${thousands(total.failed)}.`] : []),
    ...(total.pending + total.held > 0 ? [`Still open: ${thousands(total.pending + total.held)}.`] : []),
    '',
    formatTable(
      ['language', 'submitted', 'delivered', 'bounced', 'complained', 'failed', 'no word'],
      [...languages, { language: 'all', submitted: total.submitted, ...reports }].map((row) => [
        row.language,
        ...[row.submitted, row.delivered, row.bounced, row.complained, row.failed, row.noWord],
      ]),
    ),
    '',
    `Until the next issue, or until now: ${describeMovement(movement)}.`,
    'Who opened or clicked what is not known: nobody was watched.',
  ]
  return lines.join('\n')
}

function describeYear({ year, issues, without, total, reports, movement }: YearReport): string {
  const rows = issues.map(({ issue, frozenAt, total: own, reports: heard, movement: moved }) => [
    frozenAt.slice(0, 10),
    issue,
    ...[own.submitted, heard.delivered, heard.bounced, heard.complained, moved.left],
  ])
  const sums = [total.submitted, reports.delivered, reports.bounced, reports.complained, movement.left]
  return [
    formatTable(
      ['went out', 'issue', 'submitted', 'delivered', 'bounced', 'complained', 'left after it'],
      [...rows, [year, 'in all', ...sums]],
    ),
    '',
    `In ${year}: ${describeMovement(movement)}.`,
    ...(without.length > 0 ? [`Months without a monthly: ${without.join(', ')}.`] : []),
  ].join('\n')
}

function describeMovement({ joined, left }: Movement): string {
  return `${thousands(joined)} joined the list, ${thousands(left)} left it`
}
