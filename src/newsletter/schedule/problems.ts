import { defineProblem } from '../../problem/problem.ts'

export const audienceDrifted = defineProblem<{ issue: string; approvedFor: number; candidates: number }>(
  'audience_drifted',
  'error',
  ({ issue, approvedFor, candidates }) =>
    `${issue} was approved when ${approvedFor} people could be mailed; now it is ${candidates}. A list that changes by more than a fifth is a person’s matter.`,
  ({ issue }) => `See why with \`npx wayforward diff ${issue}\`, then approve it again.`,
)

export const monthAmbiguous = defineProblem<{ month: string; issues: string[] }>(
  'month_ambiguous',
  'error',
  ({ month, issues }) => `${issues.join(' and ')} are both dated in ${month}, and a month has one monthly.`,
  () => 'Change the date: of all but one, or make the others an alert (kind: alert).',
)

export const monthEmpty = defineProblem<{ month: string }>(
  'month_empty',
  'error',
  ({ month }) => `No monthly issue is dated in ${month}.`,
  ({ month }) => `Start one with \`npx wayforward new ${month}\`, or date the one you have in this month.`,
)

export const sentBefore = defineProblem<{ issue: string; day: string }>(
  'sent_before',
  'error',
  ({ issue, day }) => `${issue} went out before (it was frozen on ${day}), and nothing is sent twice.`,
  () => 'What is new belongs into a folder of its own: start it with `npx wayforward new`.',
)

export const cancelledSince = defineProblem<{ issue: string; at: string }>(
  'cancelled_since_approved',
  'error',
  ({ issue, at }) => `${issue} was cancelled ${at}, after it had been approved. The schedule does not begin it again.`,
  ({ issue }) => `Approve it again, or send it: \`npx wayforward send ${issue}\`.`,
)

export const issueUnready = defineProblem<{ issue: string }>(
  'issue_unready',
  'error',
  ({ issue }) => `${issue} cannot go out as it is.`,
  ({ issue }) => `\`npx wayforward check ${issue}\` says what to mend.`,
)

export const monthShared = defineProblem<{ month: string; others: string[] }>(
  'month_shared',
  'warn',
  ({ month, others }) =>
    `${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'} a monthly of ${month} too, and a month has one: neither would go out by the schedule.`,
  () => 'Change the date: of all but one, or make the others an alert (kind: alert).',
)
