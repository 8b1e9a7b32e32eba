import { writeDay } from '../approval/describe-approval.ts'
import type { IssueApproval } from '../issue-approval.ts'
import type { ProofReport } from './proof-report.ts'
import type { ReportPart, ReportSection } from './report-parts.ts'

/** Who approved, what is missing, and how to approve. */
export function describeApprovals({ approval, issue, approveAt, zone }: ProofReport): ReportSection {
  const title = 'Approval'
  if (!approval) {
    return { title, parts: [{ kind: 'text', text: 'It cannot be approved before the errors above are mended.' }] }
  }
  const lines = [
    ...approval.given.map(({ by, role, at }) => `${by} (${role}) approved exactly this on ${writeDay(at, zone)}.`),
    ...approval.lost,
  ]
  const parts: ReportPart[] = [
    { kind: 'text', text: verdictOf(approval) },
    ...(lines.length > 0 ? [{ kind: 'list' as const, items: lines }] : []),
    ...(approval.complete ? [] : howTo(issue, approveAt)),
  ]
  return { title, parts }
}

function verdictOf({ complete, given, missing }: IssueApproval): string {
  if (!complete) return `Not approved yet. Missing: ${missing.join('; ')}.`
  return given.length > 0 ? 'Approved: nothing is missing.' : 'Nobody has to approve it.'
}

function howTo(issue: string, approveAt: string | undefined): ReportPart[] {
  const command: ReportPart = { kind: 'command', command: `npx wayforward approve ${issue} --by "YOUR NAME"` }
  if (approveAt === undefined) return [{ kind: 'text', text: 'To approve it, run this where the list is:' }, command]
  return [
    { kind: 'link', label: 'Approve it in a browser', href: approveAt },
    { kind: 'text', text: 'Or run this where the list is:' },
    command,
  ]
}
