import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DateTime } from 'luxon'
import { readDatedIssues } from '../../issue/dated-issues.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { linkKey } from '../../outside/feeds/clean-link.ts'
import type { GatherWindow } from './choose-posts.ts'

/** How far back an issue looks that has none before it. */
const firstDays = 45
/** Earlier issues whose links are not gathered again. */
const issuesBack = 3

interface Dated {
  id: string
  date: string
  kind: string
  template: string
}

/** Every issue with the date, kind and template its source language says; one that cannot say is left out. Newest first. */
export async function listDatedIssues(issuesFolder: string, newsletter: Newsletter): Promise<Dated[]> {
  const dated = (await readDatedIssues(issuesFolder, newsletter)).flatMap(({ issue: id, meta }) => {
    const { date, kind, template = '' } = meta
    return date === undefined || kind === undefined ? [] : [{ id, date, kind, template }]
  })
  return dated.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
}

/**
 * Which posts an issue is for: from the day of the monthly issue before it (45 days without one) until the day of the next,
 * if there is one, and nothing that one of the three issues before it links to.
 */
export async function readWindow(
  issuesFolder: string,
  newsletter: Newsletter,
  issue: { id: string; date: string },
  now: number,
): Promise<GatherWindow> {
  const startOf = (date: string) => DateTime.fromISO(date, { zone: newsletter.timezone }).toMillis()
  const others = (await listDatedIssues(issuesFolder, newsletter)).filter(({ id }) => id !== issue.id)
  const monthly = others.filter(({ kind }) => kind === 'monthly')
  const before = monthly.find(({ date }) => date < issue.date)
  const after = monthly.findLast(({ date }) => date > issue.date)
  const earlier = others.filter(({ date }) => date < issue.date).slice(0, issuesBack)
  const files = earlier.flatMap(({ id }) =>
    newsletter.languages.map((language) => join(issuesFolder, id, `${language}.md`)),
  )
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
  return {
    since: before
      ? startOf(before.date)
      : DateTime.fromMillis(Math.min(now, startOf(issue.date)))
          .minus({ days: firstDays })
          .toMillis(),
    linked: new Set(texts.flatMap(linksOf)),
    ...(after && { until: startOf(after.date) }),
  }
}

/** The keys of all web addresses in a Markdown file, wherever they stand. */
export function linksOf(markdown: string): string[] {
  return [...markdown.matchAll(/https?:\/\/(?:\\[()]|[^\s<>"')\]])+/g)].map(([url]) =>
    linkKey(url.replaceAll(/\\([()])/g, '$1')),
  )
}
