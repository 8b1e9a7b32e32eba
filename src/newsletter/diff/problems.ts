import { defineProblem } from '../../problem/problem.ts'

export const nothingBefore = defineProblem<{ issue: string }>(
  'nothing_before',
  'error',
  ({ issue }) => `There is no monthly issue before ${issue} to compare it with.`,
  () => 'Name the issue to compare with: `npx wayforward diff ISSUE --against OTHER`.',
)

export const comparedWithItself = defineProblem<{ issue: string }>(
  'compared_with_itself',
  'error',
  ({ issue }) => `${issue} would be compared with itself.`,
  () => 'Name another issue after --against.',
)
