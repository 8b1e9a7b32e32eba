import { defineProblem } from '../problem/problem.ts'

export const nothingSent = defineProblem(
  'nothing_sent',
  'error',
  () => 'Nothing has been sent from here yet, so there is nothing to report.',
  () => '`npx wayforward send ISSUE` sends an issue, `npx wayforward send ISSUE --dry-run` shows whom it would reach.',
)

export const issueUnsent = defineProblem<{ issue: string }>(
  'issue_unsent',
  'error',
  ({ issue }) => `${issue} has not been sent yet, so there is nothing to report.`,
  ({ issue }) => `See where it stands: \`npx wayforward status ${issue}\`.`,
)
