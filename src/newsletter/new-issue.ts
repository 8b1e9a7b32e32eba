import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { Liquid } from 'liquidjs'
import { DateTime } from 'luxon'
import { cleanText } from '../audience/clean-text.ts'
import type { Config } from '../config.ts'
import { readBrand } from '../edition/read-brand.ts'
import { makeFolderName } from '../issue/folder-name.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { createFolder } from './create-folder.ts'
import { firstError } from './first-error.ts'
import { listDatedIssues } from './gather/read-window.ts'
import { scheduledDate } from './issue-date.ts'
import { issueExists, monthMalformed } from './problems.ts'
import { findStanding, placeStanding } from './standing-blocks.ts'
import { guardDisk } from './write-output.ts'

export interface NewIssue {
  issue: string
  /** Relative to the workspace. */
  files: string[]
  /** Languages of the newsletter for which templates/new-issue has no starter. */
  missing: string[]
  /** Ids of the blocks that were taken over from the last issue. */
  standing: string[]
}

/** Days from an issue's date to the deadline of the starter's action. */
const deadlineDays = 21

/** “November 2024”, as each language writes it, with a capital as a title. */
function writeMonth(date: DateTime, language: string): string {
  const month = date.setLocale(language).toLocaleString({ month: 'long', year: 'numeric' })
  return month.charAt(0).toLocaleUpperCase(language) + month.slice(1)
}

/** The month somebody meant: `2024-1`, `2024/11`, `11-2024`. */
function guessMonth(given: string): string | undefined {
  const [, year, month] = /^(\d{4})\D?(\d{1,2})$/.exec(given) ?? []
  const [, monthFirst, yearLast] = /^(\d{1,2})\D(\d{4})$/.exec(given) ?? []
  const number = Number(month ?? monthFirst)
  return number >= 1 && number <= 12 ? `${year ?? yearLast}-${String(number).padStart(2, '0')}` : undefined
}

/**
 * Draft an issue for a month: a folder with a starter for each language that passes `check` as it is. The template is the
 * last monthly issue's, and its standing blocks are in it (`findStanding`). Existing folders are never touched.
 *
 * @throws Problem month_malformed, issue_exists, disk_refused, and those of newsletter.yaml and brand.yaml
 */
export async function createIssue(config: Config, month: string, slug = 'newsletter'): Promise<NewIssue> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw monthMalformed({ given: cleanText(month, 40), meant: guessMonth(month) })
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  const { brand, problems: looks } = await readBrand(config.templatesFolder)
  if (!brand) throw firstError(looks)
  const issue = makeFolderName(`${month} ${makeFolderName(slug) || 'newsletter'}`)
  const folder = join(config.issuesFolder, issue)
  const exists = issueExists({ folder: relative(config.root, folder), month })
  if (existsSync(folder)) throw exists

  const date = scheduledDate(month, newsletter)
  const day = DateTime.fromISO(date, { zone: 'utc' })
  const liquid = new Liquid({ root: join(config.templatesFolder, 'new-issue'), extname: '.md', strictVariables: true })
  const last = (await listDatedIssues(config.issuesFolder, newsletter)).filter(
    (dated) => dated.kind === 'monthly' && dated.date < date,
  )
  const standing = await findStanding(config.issuesFolder, newsletter, last, date)
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
      template: last[0]?.template || 'monthly',
      member: Object.keys(newsletter.members)[0] ?? '',
      site: brand.site,
    })
    texts.set(language, placeStanding(text, language, standing))
  }
  const pictures = await Promise.all(
    standing.pictures.map(
      async (picture) => [picture, await guardDisk(picture, () => readFile(join(standing.folder, picture)))] as const,
    ),
  )
  const written = [...texts].map(([language, text]) => [`${language}.md`, text] as const)
  if (!(await createFolder(folder, new Map<string, string | Uint8Array>([['images/', ''], ...pictures, ...written]))))
    throw exists
  const files = written.map(([file]) => relative(config.root, join(folder, file)))
  return { issue, files, missing, standing: standing.ids }
}
