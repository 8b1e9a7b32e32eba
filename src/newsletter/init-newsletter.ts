import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Config } from '../config.ts'
import { readBrand } from '../edition/read-brand.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import { sampleDataFolder } from './sample.ts'
import { guardDisk } from './write-output.ts'

/** What a newsletter of one's own needs; what is absent stays as it is. */
export interface InitSettings {
  name?: string
  listId?: string
  senderName?: string
  senderAddress?: string
  replyTo?: string
  /** Line by line. */
  postalAddress?: string[]
  site?: string
  languages?: string[]
  timezone?: string
  provider?: string
  /** `#rrggbb`: the brand's accent in light mode. */
  accent?: string
}

export interface InitResult {
  /** Problems of the files as they would be; with an error nothing was written. */
  problems: Problem[]
  written: string[]
  /** Folders of the sample that were removed. */
  removed: string[]
}

/** The issues that ship as a sample. */
const sampleIssues = ['2024-04-second-chances', '2024-06-keeping-families-together', '2024-10-descheduling'] as const

function change(source: string, changes: [path: string[], value: unknown][]): string {
  const document = parseDocument(source)
  for (const [path, value] of changes) if (value !== undefined) document.setIn(path, value)
  return document.toString({ lineWidth: 0 })
}

/**
 * Make the newsletter one's own: write the settings into issues/newsletter.yaml and templates/brand.yaml, comments kept,
 * and remove the sample (its list, and unless `keepIssues` its issues). Files that would not be valid are not written.
 *
 * @throws Problem disk_refused
 */
export async function initNewsletter(
  config: Config,
  settings: InitSettings,
  options: { keepIssues: boolean },
): Promise<InitResult> {
  const newsletterFile = join(config.issuesFolder, 'newsletter.yaml')
  const brandFile = join(config.templatesFolder, 'brand.yaml')
  const before = { newsletter: await readFile(newsletterFile, 'utf8'), brand: await readFile(brandFile, 'utf8') }
  const { languages } = settings
  const newsletter = change(before.newsletter, [
    [['name'], settings.name],
    [['listId'], settings.listId],
    [['sender', 'name'], settings.senderName ?? settings.name],
    [['sender', 'address'], settings.senderAddress],
    [['sender', 'replyTo'], settings.replyTo ?? settings.senderAddress],
    [['timezone'], settings.timezone],
    [['languages'], languages],
    [['fallback'], languages && Object.fromEntries(languages.slice(1).map((language) => [language, 'wait']))],
    [['provider'], settings.provider],
  ])
  const brand = change(before.brand, [
    [['name'], settings.name],
    [['site'], settings.site],
    [['postalAddress'], settings.postalAddress],
    [
      ['links'],
      settings.site && [{ label: new URL(settings.site).hostname.replace(/^www\./, ''), href: settings.site }],
    ],
    [['colours', 'accent', 'light'], settings.accent],
  ])
  return await guardDisk(config.root, async () => {
    await writeFile(newsletterFile, newsletter)
    await writeFile(brandFile, brand)
    const problems = [
      ...(await readNewsletter(config.issuesFolder)).problems,
      ...(await readBrand(config.templatesFolder)).problems,
    ]
    if (hasErrors(problems)) {
      await writeFile(newsletterFile, before.newsletter)
      await writeFile(brandFile, before.brand)
      return { problems, written: [], removed: [] }
    }
    const removed = [sampleDataFolder(config.root)]
    if (!options.keepIssues) removed.push(...sampleIssues.map((issue) => join(config.issuesFolder, issue)))
    for (const folder of removed) await rm(folder, { recursive: true, force: true })
    return { problems, written: [newsletterFile, brandFile], removed }
  })
}
