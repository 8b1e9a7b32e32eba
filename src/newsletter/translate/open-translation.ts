import { join } from 'node:path'
import type { Config } from '../../config.ts'
import { removeControls } from '../../document/control-characters.ts'
import type { Document } from '../../document/document.ts'
import { parseIssue } from '../../document/parse-issue.ts'
import { findIssue } from '../../issue/find-issue.ts'
import type { Issue, IssueText } from '../../issue/issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readIssue } from '../../issue/read-issue.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { nearest } from '../../problem/nearest.ts'
import type { Problem } from '../../problem/problem.ts'
import { firstError } from '../first-error.ts'
import { translateIntoSource, translateLanguageUnknown } from './problems.ts'

/** One language of an issue, as written and as read. */
export interface TranslationFile {
  text: IssueText
  document: Document
}

/** An issue open for translating. */
export interface OpenTranslations {
  newsletter: Newsletter
  issue: Issue
  source: TranslationFile
  /** By language; only those that have a file. */
  translations: Map<string, TranslationFile>
  /** Errors of reading, by the file as the person knows it. */
  errors: Problem[]
}

/**
 * Read an issue in all its languages.
 *
 * @throws Problem of newsletter.yaml, of the issue's name, or the first of what stops the source language's file
 */
export async function openTranslations(config: Config, name: string | undefined): Promise<OpenTranslations> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  const read = await readIssue(join(config.issuesFolder, await findIssue(config.issuesFolder, name)), newsletter)
  if (!read.issue) throw firstError(read.problems)
  const { documents, problems: parsing } = parseIssue(read.issue, newsletter)
  const files = new Map<string, TranslationFile>()
  for (const text of read.issue.texts) {
    const document = documents.find(({ language }) => language === text.language)
    // Documents are read without what nobody can see, so places in them are places in the text without it.
    if (document) files.set(text.language, { text: { ...text, source: removeControls(text.source) }, document })
  }
  const [sourceLanguage] = newsletter.languages
  const source = files.get(sourceLanguage)
  const errors = [...read.problems, ...parsing].filter(({ severity }) => severity === 'error')
  if (!source) throw firstError(errors)
  files.delete(sourceLanguage)
  return { newsletter, issue: read.issue, source, translations: files, errors }
}

/** One translation, which may not be there yet. */
export interface OpenTranslation {
  issue: Issue
  language: string
  source: TranslationFile
  own: TranslationFile | undefined
  /** As the person knows it: `issues/2024-10-descheduling/es.md`. */
  file: string
  /** Absolute. */
  path: string
  /** What has to be mended first, in the source's file and in its own. */
  errors: Problem[]
  /** What the two columns are called: `English`, `Español`. */
  columns: { source: string; target: string }
}

/** @throws Problem translate_language_unknown, translate_into_source, and those of `openTranslations` */
export async function openTranslation(
  config: Config,
  language: string,
  name: string | undefined,
): Promise<OpenTranslation> {
  const { newsletter, issue, source, translations, errors } = await openTranslations(config, name)
  const [sourceLanguage, ...known] = newsletter.languages
  const wanted = newsletter.languages.find((tag) => tag.toLowerCase() === language.toLowerCase())
  if (wanted === sourceLanguage) throw translateIntoSource({ language: sourceLanguage })
  if (wanted === undefined) throw translateLanguageUnknown({ language, meant: nearest(language, known), known })
  const file = source.text.file.replace(/[^/]*$/, `${wanted}.md`)
  return {
    issue,
    language: wanted,
    source,
    own: translations.get(wanted),
    file,
    path: join(issue.folder, `${wanted}.md`),
    errors: errors.filter((problem) => problem.file === source.text.file || problem.file === file),
    columns: { source: ownName(sourceLanguage), target: ownName(wanted) },
  }
}

/** A language as its own readers call it. */
export function ownName(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}
