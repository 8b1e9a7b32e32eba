import { writeTime } from '../write-time.ts'
import { describeApprovals } from './describe-approvals.ts'
import { describeFindings } from './describe-findings.ts'
import type { ProofEdition, ProofReport, Reach } from './proof-report.ts'
import type { ReportPart, ReportSection } from './report-parts.ts'

/** What stands above a proof, in English, the language of the checks. Pure. */
export function writeReport(report: ProofReport, edition: ProofEdition): ReportSection[] {
  return [
    introduce(report, edition),
    describeFindings(report.issue, report.findings, report.skipped),
    ...(report.reach ? [describeReach(report.reach, edition)] : []),
    describeApprovals(report),
  ]
}

function introduce({ issue, approval, dueAt, zone }: ProofReport, edition: ProofEdition): ReportSection {
  const { id, language, shown, unread } = edition
  const facts = [
    ...(shown
      ? [
          { label: 'Language', value: languageName(language) },
          { label: 'Shows', value: shown.whole ? 'every block, with who sees it' : `what readers of ${id} get` },
          { label: 'Subject', value: shown.subject },
          { label: 'Preview line', value: shown.preheader },
        ]
      : []),
    ...(dueAt === undefined ? [] : [{ label: 'Due', value: `${writeTime(dueAt, zone)}, once it is approved` }]),
    ...(approval ? [{ label: 'Content', value: approval.contentHash.slice(0, 12) }] : []),
  ]
  const text = shown
    ? 'Only editors got this mail. What readers get begins below the line; its links to unsubscribe do nothing here.'
    : unread
      ? 'Only editors got this mail. The issue is not written in a language that you read yet, so this is the report alone.'
      : 'Only editors got this mail. The issue could not be made into mails yet, so this is the report alone.'
  const parts: ReportPart[] = [{ kind: 'text', text }]
  if (facts.length > 0) parts.push({ kind: 'facts', facts })
  return { title: `Proof of ${issue}`, parts }
}

function describeReach({ readers, editions, waiting }: Reach, { id, shown }: ProofEdition): ReportSection {
  if (readers === 0 && waiting.length === 0) {
    return { title: 'Whom it would reach', parts: [{ kind: 'text', text: 'Nobody: there is nobody on the list.' }] }
  }
  const rows = editions.map((edition): [string, string] => [
    `${nameOf(edition)}${shown?.whole === false && edition.id === id ? ' (this one)' : ''}`,
    count(edition.readers),
  ])
  const parts: ReportPart[] = [
    { kind: 'text', text: `${count(readers)} ${readers === 1 ? 'person' : 'people'}, if it went out now.` },
  ]
  if (rows.length > 0) parts.push({ kind: 'table', head: ['Edition', 'Readers'], rows })
  for (const { language, readers: left } of waiting) {
    parts.push({
      kind: 'text',
      text: `${count(left)} ${left === 1 ? 'person waits' : 'people wait'} for it in ${languageName(language)}.`,
    })
  }
  return { title: 'Whom it would reach', parts }
}

function nameOf({ language, segments }: Reach['editions'][number]): string {
  return segments.length === 0 ? languageName(language) : `${languageName(language)}: ${segments.join(', ')}`
}

const names = new Intl.DisplayNames(['en'], { type: 'language' })

function languageName(tag: string): string {
  return names.of(tag) ?? tag
}

const count = (number: number): string => number.toLocaleString('en-US')
