import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readText } from './file-text.ts'
import { listIssues } from './find-issue.ts'
import { readFrontMatter } from './front-matter.ts'
import type { IssueMeta } from './issue.ts'
import type { Newsletter } from './newsletter.ts'

/** An issue by its folder, and what its source language says of it, as far as it can be read. */
export interface DatedIssue {
  issue: string
  meta: Partial<IssueMeta>
}

/**
 * Every issue with the front matter of its source language, in the order of `listIssues`. Nothing else is read, so that it
 * is quick over years of issues; what cannot be read is left out of `meta`, and found by `check`.
 */
export async function readDatedIssues(issuesFolder: string, newsletter: Newsletter): Promise<DatedIssue[]> {
  const [source] = newsletter.languages
  const issues = await listIssues(issuesFolder)
  return await Promise.all(
    issues.map(async (issue) => {
      const bytes = await readFile(join(issuesFolder, issue, `${source}.md`)).catch(() => undefined)
      const read = bytes && readText(bytes, `${source}.md`)
      if (!read || !('text' in read)) return { issue, meta: {} }
      return { issue, meta: readFrontMatter(read.text, `${source}.md`, true).shared }
    }),
  )
}

/**
 * The monthlies of a month, `yyyy-mm`: by their date. One whose date cannot be read is taken at its folder's word, and one
 * whose kind cannot be read for the monthly where there is no other, so that it is found to be broken instead of not being
 * there.
 */
export function monthliesOf(dated: DatedIssue[], month: string): string[] {
  const inMonth = dated.filter(({ issue, meta: { date } }) => (date ?? issue).startsWith(month))
  const monthlies = inMonth.filter(({ meta: { date, kind } }) => kind === 'monthly' || (!kind && date === undefined))
  const found = monthlies.length > 0 ? monthlies : inMonth.filter(({ meta: { kind } }) => kind === undefined)
  return found.map(({ issue }) => issue)
}
