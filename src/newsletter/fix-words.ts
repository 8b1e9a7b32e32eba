import { join } from 'node:path'
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { Config } from '../config.ts'
import { readGuide } from '../guide/read-guide.ts'
import { readText } from '../issue/file-text.ts'
import { findIssue } from '../issue/find-issue.ts'
import { readIssue } from '../issue/read-issue.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { firstError } from './first-error.ts'
import { fixFileChanged } from './fix-problems.ts'
import { fixText } from './fix-text.ts'
import type { FixedWords } from './judge-text.ts'
import { keepLines } from './keep-lines.ts'
import { rewriteFile } from './rewrite-file.ts'

/** What `check --fix` would write into one file. */
export interface FixedFile {
  /** As the person knows it. */
  file: string
  /** Absolute. */
  path: string
  before: string
  after: string
}

export interface FixPlan {
  issue: string
  fixes: FixedWords[]
  files: FixedFile[]
  /** Of all files, unified. */
  diff: string
}

/**
 * Work out what `check --fix` would write: every finding with exactly one thing to put in, in all languages. Writes nothing.
 *
 * @throws Problem those of newsletter.yaml and of the issue's name, or the first that stops the issue from being read
 */
export async function planFixes(config: Config, name: string | undefined): Promise<FixPlan> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  const read = await readIssue(join(config.issuesFolder, await findIssue(config.issuesFolder, name)), newsletter)
  if (!read.issue) throw firstError(read.problems)
  const { guide } = await readGuide(config.issuesFolder, newsletter.languages)
  const { issue } = read
  const fixes: FixedWords[] = []
  const files: FixedFile[] = []
  const terms = { issue, newsletter, guide }
  for (const text of issue.texts) {
    const fixed = fixText(text, terms)
    if (fixed.after === text.source) continue
    fixes.push(...fixed.fixes)
    const path = join(issue.folder, `${text.language}.md`)
    files.push({ file: text.file, path, before: text.source, after: fixed.after })
  }
  const diff = files.map(({ file, before, after }) => {
    const options = { context: 1, headerOptions: FILE_HEADERS_ONLY }
    return createTwoFilesPatch(file, file, before, after, undefined, undefined, options)
  })
  return { issue: issue.id, fixes, files, diff: diff.join('\n') }
}

/**
 * Write what was planned, each file as one step, every other line of it as it was, and only where it still says what was
 * read.
 *
 * @throws Problem fix_file_changed, file_busy, disk_refused
 */
export async function writeFixes({ files }: FixPlan): Promise<void> {
  for (const { path, file, before, after } of files) {
    await rewriteFile(path, file, (raw) => {
      const read = raw === undefined ? undefined : readText(Buffer.from(raw), file)
      if (!read || !('text' in read) || read.text !== before) throw fixFileChanged({ file })
      return keepLines(raw ?? '', before, after)
    })
  }
}
