import { join } from 'node:path'
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { judgedOf } from '../checks/judged.ts'
import type { Config } from '../config.ts'
import { removeControls } from '../document/control-characters.ts'
import { parseIssue } from '../document/parse-issue.ts'
import { applyEdits, type TextEdit } from '../document/translation/text-edits.ts'
import { type Fix, fixFinding } from '../guide/fix-finding.ts'
import type { Guide } from '../guide/guide.ts'
import { positionIn } from '../guide/position-in.ts'
import { readGuide } from '../guide/read-guide.ts'
import { readText } from '../issue/file-text.ts'
import { findIssue } from '../issue/find-issue.ts'
import { readFrontMatter } from '../issue/front-matter.ts'
import type { Issue, IssueText } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import { readIssue } from '../issue/read-issue.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { firstError } from './first-error.ts'
import { fixFileChanged } from './fix-problems.ts'
import { rewriteFile } from './rewrite-file.ts'

/** One change of words, as it was made. */
export interface FixedWords {
  file: string
  /** Where the words stood before any change. */
  line: number
  column: number
  entry: string
  words: string
  replacement: string
}

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

/** A replacement may hold words that another entry replaces; entries that replace each other for ever are left alone. */
const roundsMost = 5

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
  for (const text of issue.texts) {
    const fixed = fixText(text, issue, newsletter, guide)
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
 * Write what was planned, each file whole, with the line ends and the byte order mark it had, and only where it still says
 * what was read.
 *
 * @throws Problem fix_file_changed, file_busy, disk_refused
 */
export async function writeFixes({ files }: FixPlan): Promise<void> {
  for (const { path, file, before, after } of files) {
    await rewriteFile(path, file, (raw) => {
      const read = raw === undefined ? undefined : readText(Buffer.from(raw), file)
      if (!read || !('text' in read) || read.text !== before) throw fixFileChanged({ file })
      const mark = raw?.startsWith('\ufeff') ? '\ufeff' : ''
      const breaks = raw?.match(/\r?\n/g) ?? []
      const windows = breaks.length > 0 && breaks.every((one) => one === '\r\n')
      return mark + (windows ? after.replaceAll('\n', '\r\n') : after)
    })
  }
}

/** Fix one file again and again until nothing is left to fix, so that a second run has nothing to do. */
function fixText(
  text: IssueText,
  issue: Issue,
  newsletter: Newsletter,
  guide: Guide,
): { after: string; fixes: FixedWords[] } {
  const unchanged = { after: text.source, fixes: [] }
  // Places are those of the text without what nobody can see.
  if (removeControls(text.source) !== text.source) return unchanged
  const fixes: FixedWords[] = []
  const [sourceLanguage] = newsletter.languages
  let current = text
  for (let round = 0; round < roundsMost; round += 1) {
    const found = findFixes(current, issue, newsletter, guide)
    if (found.length === 0) return { after: current.source, fixes: inOrder(fixes) }
    let changed = current
    for (const { fix, ...where } of found.toReversed()) {
      const source = applyEdits(changed.source, fix.edits)
      const next = readAgain(changed, source, text.language === sourceLanguage, fix)
      if (!next) continue
      changed = next
      fixes.push({ ...where, words: fix.words, replacement: fix.replacement })
    }
    if (changed === current) return { after: current.source, fixes: inOrder(fixes) }
    current = changed
  }
  return unchanged
}

const inOrder = (fixes: readonly FixedWords[]): FixedWords[] =>
  fixes.toSorted((a, b) => a.line - b.line || a.column - b.column)

function findFixes(
  text: IssueText,
  issue: Issue,
  newsletter: Newsletter,
  guide: Guide,
): (Pick<FixedWords, 'file' | 'line' | 'column' | 'entry'> & { fix: Fix })[] {
  // Read together with the other languages: a translation takes attributes over from its source.
  const texts = issue.texts.map((one) => (one.language === text.language ? text : one))
  const { documents } = parseIssue({ ...issue, texts }, newsletter)
  const judged = judgedOf({ issue: { ...issue, texts }, documents, facts: { segments: [], guide } })
  const lines = text.source.split('\n')
  return judged
    .filter(({ document }) => document.language === text.language)
    .flatMap(({ findings, broken, document }) =>
      findings.flatMap((finding) => {
        // Somebody meant these words to stay, and only wrote the waiver wrong.
        const meant = broken.some(
          ({ reach: { start, end } }) => start <= finding.source.start && finding.source.end <= end,
        )
        const fix = meant ? undefined : fixFinding(finding, text.source)
        const { start } = positionIn(lines, finding.source)
        return fix
          ? [{ fix, file: document.file, line: start.line, column: start.column, entry: finding.entry.id }]
          : []
      }),
    )
}

/** The file with a change in it; nothing where the change would make other words of the front matter than those meant. */
function readAgain(before: IssueText, source: string, isSource: boolean, { edits }: Fix): IssueText | undefined {
  const { problems, shared: _, ...front } = readFrontMatter(source, before.file, isSource)
  const body = before.source.length - before.markdown.trimStart().length
  if (edits.every(({ start }) => start >= body)) return { ...before, source, ...front }
  const known = readFrontMatter(before.source, before.file, isSource)
  const words = (meta: IssueText['meta']) => [meta.title, meta.subject, meta.preheader]
  const changed = words(front.meta).filter((value, index) => value !== words(known.meta)[index])
  const meant = changed.length === 1 && sumLengths(front.meta) - sumLengths(known.meta) === grownBy(edits)
  return problems.length === known.problems.length && meant ? { ...before, source, ...front } : undefined
}

const sumLengths = ({ title, subject, preheader }: IssueText['meta']): number =>
  title.length + subject.length + preheader.length

const grownBy = (edits: readonly TextEdit[]): number =>
  edits.reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0)
