import { defineProblem } from '../../problem/problem.ts'

export const gitUnreadable = defineProblem<{ folder: string; why: string }>(
  'git_unreadable',
  'error',
  ({ folder, why }) => `The git history of ${folder} could not be read: ${why}`,
  ({ folder }) =>
    `Run \`git status\` in ${folder} as the user who runs Wayforward; it says what to mend. Nothing was changed.`,
)
