import type { Problem } from '../problem/problem.ts'
import { sortProblems } from '../problem/report.ts'
import type { CheckContext } from './check.ts'
import { checks } from './index.ts'

/** Run every check over an issue; problems come by file and place. */
export function runChecks(context: CheckContext): Problem[] {
  const problems: Problem[] = []
  for (const check of Object.values(checks)) check.run(context, (problem) => problems.push(problem))
  return sortProblems(problems)
}
