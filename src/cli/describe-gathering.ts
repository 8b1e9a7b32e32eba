import type { GatheredIssue } from '../newsletter/gather/gather-issue.ts'
import { note, plural, print, printProblems } from './print.ts'

/** Tell a person what was gathered, file by file, and what was not. */
export async function printGathered({ feeds, since, languages, problems }: GatheredIssue): Promise<void> {
  await printProblems(problems)
  if (feeds === 0) {
    return note('No member in issues/newsletter.yaml has a feed: yet. Add one, and their posts are gathered here.')
  }
  print(`Posts since ${since}, from ${plural(feeds, 'feed')}:`)
  for (const { file, added, updated, kept, edited, deleted } of languages) {
    const counts: [number, string][] = [
      [added, 'added'],
      [updated, 'updated'],
      [kept, 'unchanged'],
      [edited, 'left as you wrote them'],
      [deleted, 'left out, as you deleted them'],
    ]
    const said = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
    print(`  ${file}: ${said.join(', ') || 'nothing new'}`)
  }
}
