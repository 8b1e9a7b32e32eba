import { join } from 'node:path'
import { listIssues } from '../../issue/find-issue.ts'
import type { Issue } from '../../issue/issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readIssue } from '../../issue/read-issue.ts'

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
  let best: Issue | undefined
  for (const folder of await listIssues(issuesFolder)) {
    // Names begin with a month, newest first: once one was found, older folders hold nothing newer.
    if (best && folder.slice(0, 7) < best.id.slice(0, 7)) break
    if (folder === id) continue
    const { issue } = await readIssue(join(issuesFolder, folder), newsletter)
    if (issue?.meta.kind !== 'monthly' || issue.meta.date >= date) continue
    if (!best || issue.meta.date > best.meta.date) best = issue
  }
  return best?.id
}
