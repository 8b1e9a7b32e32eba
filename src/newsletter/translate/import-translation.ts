import type { Config } from '../../config.ts'
import { parseIssue } from '../../document/parse-issue.ts'
import { judgeTranslation } from '../../document/translation/judge-translation.ts'
import { frontKeys, listRows } from '../../document/translation/rows.ts'
import { frontId } from '../../document/translation/source-hash.ts'
import { attributeKey } from '../../document/translation/units.ts'
import { readFrontMatter } from '../../issue/front-matter.ts'
import type { IssueText } from '../../issue/issue.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import type { Problem } from '../../problem/problem.ts'
import { hasErrors, sortProblems } from '../../problem/report.ts'
import { firstError } from '../first-error.ts'
import { buildTranslation } from './build-translation.ts'
import { type BlockWords, matchRows } from './match-rows.ts'
import { type OpenTranslation, openTranslation } from './open-translation.ts'
import { translateFrontMissing, translateUnreadable } from './problems.ts'
import { readTranslationTable } from './translation-table.ts'
import { writeTranslation } from './write-translation.ts'

export interface TranslationImport {
  issue: string
  language: string
  /** The translation's file as the person knows it. */
  file: string
  problems: Problem[]
  /** Whether the file was written. With an error it was not; without a changed word there was no need. */
  written: boolean
  created: boolean
  /** Ids of the blocks whose words changed, `front` for title, subject and preheader. */
  changed: string[]
  /** Ids of blocks that came back word for word, although their source has changed since they were translated. */
  stale: string[]
}

/**
 * Take a translator's table in. An error in any row leaves everything as it was; rows whose source has changed, and rows
 * without words, are left out and named. What changed is marked as made from the source of now, and as unreviewed.
 *
 * @throws Problem of the file, the issue or the disk
 */
export async function importTranslation(
  config: Config,
  language: string,
  table: string,
  name?: string,
): Promise<TranslationImport> {
  const open = await openTranslation(config, language, name)
  const { issue, source, own, file } = open
  const nothing = { issue: issue.id, language: open.language, file, written: false, created: false, changed: [] }
  if (open.errors.length > 0) return { ...nothing, problems: open.errors, stale: [] }
  const lines = await readTranslationTable(table, open.columns)
  const rows = listRows(source.document, own?.document)
  const { found, problems } = matchRows(lines, rows, judgeTranslation(source.document, own?.document), table)
  if (!own) problems.push(...requireFront(found, file, table))

  const built = buildTranslation(open, found, table)
  problems.push(...built.problems)
  if (!hasErrors(problems) && built.changed.length > 0) problems.push(...(await findBreaks(config, open, built.text)))
  const told = sortProblems(problems)
  const stale = found
    .filter(({ block }) => block.state === 'stale' && !built.changed.includes(block.id))
    .map(({ block }) => block.id)
  if (hasErrors(told) || built.changed.length === 0) return { ...nothing, problems: told, stale }
  await writeTranslation(open, built.text)
  return { ...nothing, problems: told, stale, written: true, created: !own, changed: built.changed }
}

/** A new file cannot be read without title, subject and preheader. */
function requireFront(found: readonly BlockWords[], file: string, table: string): Problem[] {
  const front = found.find(({ block }) => block.id === frontId)
  const keys = frontKeys.filter((key) => !front?.cells.has(attributeKey(key)))
  return keys.length === 0 ? [] : [translateFrontMissing({ file, keys }, { file: table })]
}

/** Read the file as it would be: words that Wayforward reads as more than words must not get into it. */
async function findBreaks(config: Config, { issue, language, file, source }: OpenTranslation, text: string) {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  const { problems: front, shared: _, ...read } = readFrontMatter(text, file, false)
  const own: IssueText = { language, file, source: text, ...read }
  const { problems: parsing } = parseIssue({ ...issue, texts: [source.text, own] }, newsletter)
  return [...front, ...parsing]
    .filter((problem) => problem.severity === 'error' && problem.file === file)
    .map(({ reason, line, cause }) =>
      translateUnreadable({ file, why: `${line === undefined ? '' : `in line ${line}, `}${reason}` }, { file, cause }),
    )
}
