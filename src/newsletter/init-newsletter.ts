import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDocument } from 'yaml'
import type { Config } from '../config.ts'
import { readBrand } from '../edition/read-brand.ts'
import { makeFolderName } from '../issue/folder-name.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import { firstError } from './first-error.ts'
import { checkSettings, type InitSettings } from './init-settings.ts'
import { sampleDataFolder } from './sample.ts'
import { guardDisk } from './write-output.ts'

export interface InitResult {
  /** Problems of the settings, or of the files as they would be; with an error nothing was changed. */
  problems: Problem[]
  written: string[]
  /** Folders of the sample that were removed. */
  removed: string[]
  /** Issues of the sample that are still there, perhaps with a person's changes in them. */
  kept: string[]
}

/** The issues that ship as a sample. */
const sampleIssues = ['2024-04-second-chances', '2024-06-keeping-families-together', '2024-10-descheduling'] as const

type Changes = [path: string[], value: unknown][]

function change(source: string, changes: (before: Record<string, unknown>) => Changes): string {
  const document = parseDocument(source)
  const before: unknown = document.toJS()
  for (const [path, value] of changes(typeof before === 'object' && before !== null ? { ...before } : {})) {
    if (value !== undefined) document.setIn(path, value)
  }
  return document.toString({ lineWidth: 0 })
}

/** A file with settings put in; undefined where it cannot be read, or is no YAML that takes them. */
async function changeFile(
  file: string,
  changes: (before: Record<string, unknown>) => Changes,
): Promise<{ file: string; before: string; after: string } | undefined> {
  try {
    const before = await readFile(file, 'utf8')
    return { file, before, after: change(before, changes) }
  } catch {
    return undefined
  }
}

/** What stood there stays where both languages do; a new language waits. */
function fallbackOf(languages: string[], before: unknown): Record<string, string> {
  const known: Record<string, unknown> = typeof before === 'object' && before !== null ? { ...before } : {}
  return Object.fromEntries(
    languages.slice(1).map((language) => {
      const target = known[language]
      return [language, typeof target === 'string' && languages.includes(target) ? target : 'wait']
    }),
  )
}

/** The new organisation first: `new` puts its name under a starter's story. The others stay, for the issues that name them. */
function membersWith(id: string, name: string, site: string | undefined, before: unknown): Record<string, unknown> {
  const others: Record<string, unknown> = typeof before === 'object' && before !== null ? { ...before } : {}
  return { [id]: { name, site: site ?? 'https://example.org' }, ...others }
}

/**
 * Make the newsletter one's own: write the settings into issues/newsletter.yaml and templates/brand.yaml, comments kept,
 * and remove the sample's list. The sample's issues go only when asked, since somebody may have written in them. Files
 * that would not be valid are not written.
 *
 * @throws Problem disk_refused, and those of the two files as they are
 */
export async function initNewsletter(
  config: Config,
  settings: InitSettings,
  options: { removeIssues: boolean },
): Promise<InitResult> {
  const nothing = { written: [], removed: [], kept: [] }
  const wrong = checkSettings(settings, config.templatesFolder)
  if (wrong.length > 0) return { problems: wrong, ...nothing }
  const { languages, site } = settings
  const own = settings.listId ?? (settings.name && makeFolderName(settings.name))
  const newsletter = await changeFile(join(config.issuesFolder, 'newsletter.yaml'), ({ fallback, members }) => [
    [['name'], settings.name],
    // Permanent from the first send on, so the sample's is not kept.
    [['listId'], own],
    [['sender', 'name'], settings.senderName ?? settings.name],
    [['sender', 'address'], settings.senderAddress],
    [['sender', 'replyTo'], settings.replyTo ?? settings.senderAddress],
    [['timezone'], settings.timezone],
    [['languages'], languages],
    [['fallback'], languages && fallbackOf(languages, fallback)],
    [['provider'], settings.provider],
    [['members'], own && settings.name && membersWith(own, settings.name, site, members)],
  ])
  if (!newsletter) throw firstError((await readNewsletter(config.issuesFolder)).problems)
  const brand = await changeFile(join(config.templatesFolder, 'brand.yaml'), () => [
    [['name'], settings.name],
    [['site'], site],
    [['postalAddress'], settings.postalAddress],
    [['links'], site && [{ label: new URL(site).hostname.replace(/^www\./, ''), href: site }]],
    [['colours', 'accent', 'light'], settings.accent],
  ])
  if (!brand) throw firstError((await readBrand(config.templatesFolder)).problems)

  const changed = Object.values(settings).some((value) => value !== undefined)
  const files = changed ? [newsletter, brand] : []
  return await guardDisk(config.root, async () => {
    for (const { file, after } of files) await writeFile(file, after)
    const problems = [
      ...(await readNewsletter(config.issuesFolder)).problems,
      ...(await readBrand(config.templatesFolder)).problems,
    ]
    if (hasErrors(problems)) {
      for (const { file, before } of files) await writeFile(file, before)
      return { problems, ...nothing }
    }
    const issues = sampleIssues.map((issue) => join(config.issuesFolder, issue)).filter((folder) => existsSync(folder))
    const sample = [sampleDataFolder(config.root)].filter((folder) => existsSync(folder))
    const removed = options.removeIssues ? [...sample, ...issues] : sample
    for (const folder of removed) await rm(folder, { recursive: true, force: true })
    return { problems, written: files.map(({ file }) => file), removed, kept: options.removeIssues ? [] : issues }
  })
}
