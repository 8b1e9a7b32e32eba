import type { Config } from '../config.ts'
import { monthliesOf, readDatedIssues } from '../issue/dated-issues.ts'
import type { Issue } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { monthShared } from './schedule/problems.ts'

/** A warning where another monthly is dated in the same month. */
export async function findSharedMonth(config: Config, issue: Issue, newsletter: Newsletter): Promise<Problem[]> {
  const { kind, date } = issue.meta
  if (kind !== 'monthly') return []
  const month = date.slice(0, 7)
  const all = monthliesOf(await readDatedIssues(config.issuesFolder, newsletter), month)
  const others = all.filter((other) => other !== issue.id)
  const [source] = issue.texts
  return others.length === 0 ? [] : [monthShared({ month, others }, { file: source?.file, place: source?.places.date })]
}
