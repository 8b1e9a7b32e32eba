import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Liquid } from 'liquidjs'
import type { Config } from '../../config.ts'
import { writePlain } from '../../document/plain-markdown.ts'
import { makeFolderName } from '../../issue/folder-name.ts'
import { createFolder } from '../create-folder.ts'
import type { PreparedIssue } from '../prepare-issue.ts'
import { correctMailExists } from './problems.ts'

/** A correction that somebody has to finish and send. */
export interface ScaffoldedCorrection {
  issue: string
  /** Relative to the workspace. */
  files: string[]
  editions: string[]
  /** Languages that get it and have no starter in templates/new-correction. */
  missing: string[]
}

export interface CorrectionDraft {
  corrected: PreparedIssue
  /** Ids of the editions that were wrong. */
  editions: string[]
  /** Languages of these editions. */
  languages: string[]
  note: Record<string, string>
  /** `yyyy-mm-dd`. */
  today: string
  /** Whether an issue of this name was frozen: its folder is a record, and its name is taken. */
  isSent: (issue: string) => Promise<boolean>
}

/** More, and inboxes cut a subject off for certain; the check calls 100 an error. */
const longestSubject = 95
const longestPreheader = 110

/**
 * Draft the mail that corrects an issue, in a folder of its own: a letter with the note, in the languages of the editions
 * that were wrong (and the source language, which every issue has), for their readers only.
 *
 * @throws Problem correct_mail_exists, disk_refused
 */
export async function scaffoldCorrection(config: Config, draft: CorrectionDraft): Promise<ScaffoldedCorrection> {
  const { corrected, editions, note, today } = draft
  const { issue: wrong, newsletter, documents } = corrected
  const slug = wrong.id.replace(/^\d{4}-\d{2}-?/, '') || wrong.id
  const first = makeFolderName(`${today.slice(0, 7)}-correction-${slug}`)
  let issue = first
  // What went out stays as it is; another slip in the same month is another mail.
  for (let number = 2; await draft.isSent(issue); number += 1) issue = `${first}-${number}`
  const folder = join(config.issuesFolder, issue)
  const exists = correctMailExists({ issue: wrong.id, folder: relative(config.root, folder) })
  if (existsSync(folder)) throw exists

  const root = join(config.templatesFolder, 'new-correction')
  const liquid = new Liquid({ root, extname: '.md', strictVariables: true })
  const [source] = newsletter.languages
  const texts = new Map<string, string>()
  const missing: string[] = []
  for (const document of documents) {
    const { language, meta } = document
    if (language !== source && !draft.languages.includes(language)) continue
    const data = corrected.compose(language)
    if (!data || !existsSync(join(root, `${language}.md`))) {
      missing.push(language)
      continue
    }
    const words = note[language] ?? note[source] ?? ''
    const text = await liquid.renderFile(language, {
      title: `${data.words.kind_correction}: ${withoutNames(meta.title)}`,
      subject: cut(`${data.words.kind_correction}: ${withoutNames(meta.title)}`, longestSubject),
      preheader: cut(words, longestPreheader),
      source: language === source,
      date: today,
      template: wrong.meta.template,
      corrects: wrong.id,
      editions,
      original: writePlain(withoutNames(meta.title)),
      sentOn: data.date,
      note: writePlain(words),
    })
    texts.set(language, text)
  }
  const written = [...texts].map(([language, text]) => [`${language}.md`, text] as const)
  if (!(await createFolder(folder, new Map(written)))) throw exists
  const files = written.map(([file]) => relative(config.root, join(folder, file)))
  return { issue, files, editions, missing }
}

/** `:name[friend]` as the words that stand in for a name. */
function withoutNames(text: string): string {
  return text.replace(/:name\[([^\]]*)\]/g, '$1')
}

function cut(text: string, most: number): string {
  const characters = [...text]
  return characters.length > most
    ? `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
    : text
}
