import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Liquid } from 'liquidjs'
import { DateTime } from 'luxon'
import type { Config } from '../config.ts'
import { readBrand } from '../edition/read-brand.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { scheduledDate } from './issue-date.ts'
import { issueExists, monthMalformed, newsletterBroken } from './problems.ts'
import { guardDisk } from './write-output.ts'

export interface NewIssue {
  issue: string
  /** Relative to the workspace. */
  files: string[]
  /** Languages of the newsletter for which templates/new-issue has no starter. */
  missing: string[]
}

/** Days from an issue's date to the deadline of the starter's action. */
const deadlineDays = 21

/** “November 2024”, as each language writes it, with a capital as a title. */
function writeMonth(date: DateTime, language: string): string {
  const month = date.setLocale(language).toLocaleString({ month: 'long', year: 'numeric' })
  return month.charAt(0).toLocaleUpperCase(language) + month.slice(1)
}

/**
 * Draft an issue for a month: a folder with a starter for each language that passes `check` as it is.
 * Existing folders are never touched.
 *
 * @throws Problem month_malformed, issue_exists, newsletter_broken, disk_refused
 */
export async function createIssue(config: Config, month: string, slug = 'newsletter'): Promise<NewIssue> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw monthMalformed({ given: month })
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const { brand } = await readBrand(config.templatesFolder)
  if (!newsletter || !brand) throw newsletterBroken()
  const issue = `${month}-${
    slug
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'newsletter'
  }`
  const folder = join(config.issuesFolder, issue)
  if (existsSync(folder)) throw issueExists({ folder: relative(config.root, folder) })

  const date = scheduledDate(month, newsletter.schedule)
  const day = DateTime.fromISO(date, { zone: 'utc' })
  const liquid = new Liquid({ root: join(config.templatesFolder, 'new-issue'), extname: '.md', strictVariables: true })
  const texts = new Map<string, string>()
  const missing: string[] = []
  for (const language of newsletter.languages) {
    if (!existsSync(join(config.templatesFolder, 'new-issue', `${language}.md`))) {
      missing.push(language)
      continue
    }
    const text = await liquid.renderFile(language, {
      month: writeMonth(day, language),
      source: language === newsletter.languages[0],
      date,
      deadline: day.plus({ days: deadlineDays }).toFormat('yyyy-MM-dd'),
      template: 'monthly',
      member: Object.keys(newsletter.members)[0] ?? '',
      site: brand.site,
    })
    texts.set(language, text)
  }
  const files: string[] = []
  await guardDisk(folder, async () => {
    await mkdir(join(folder, 'images'), { recursive: true })
    for (const [language, text] of texts) {
      const file = join(folder, `${language}.md`)
      await writeFile(file, text, { flag: 'wx' })
      files.push(relative(config.root, file))
    }
  })
  return { issue, files, missing }
}
