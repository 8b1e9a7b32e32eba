import { defineProblem } from '../../problem/problem.ts'

export const consentUnverifiedRefused = defineProblem<{ issue: string; records: string[] }>(
  'consent_unverified_refused',
  'error',
  ({ issue, records }) =>
    `${issue} tells personal stories (${records.join(', ')}), and this workspace has no list, so nobody can tell whether their tellers agree. It goes nowhere from here.`,
  () => 'Do this where the list is. Writing, checking and building need no list; approving, sending and publishing do.',
)

export const consentStands = defineProblem<{ issue: string; detail: string }>(
  'consent_stands',
  'error',
  ({ issue, detail }) => `${issue} was stopped because a story in it may no longer be told. ${detail}`,
  ({ issue }) =>
    `\`npx wayforward cancel ${issue}\` gives up what has not gone out. Where consent has only run out and was renewed, \`npx wayforward resume ${issue}\` asks again.`,
)
