import { readDatedIssues } from '../../issue/dated-issues.ts'
import type { Newsletter } from '../../issue/newsletter.ts'

/**
 * The monthly before an issue, by their dates; undefined where it is the first. Folders that cannot be read are passed over.
 *
 * @param date of the issue, `yyyy-mm-dd`.
 */
export async function findPreviousMonthly(
  issuesFolder: string,
  newsletter: Newsletter,
  { id, date }: { id: string; date: string },
): Promise<string | undefined> {
  let best: { issue: string; date: string } | undefined
  for (const { issue, meta } of await readDatedIssues(issuesFolder, newsletter)) {
    if (issue === id || meta.kind !== 'monthly' || meta.date === undefined || meta.date >= date) continue
    if (!best || meta.date > best.date) best = { issue, date: meta.date }
  }
  return best?.issue
}
