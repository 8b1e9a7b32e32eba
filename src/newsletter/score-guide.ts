import { readFile } from 'node:fs/promises'
import type { Config } from '../config.ts'
import { readCases } from '../guide/read-cases.ts'
import { readGuide } from '../guide/read-guide.ts'
import { type Score, scoreGuide } from '../guide/score.ts'
import { scoreFile } from '../guide/score-problems.ts'
import { readText } from '../issue/file-text.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import type { Problem } from '../problem/problem.ts'

/**
 * Hold the workspace's guide against a file of labelled sentences.
 *
 * @returns no score where there was nothing to score
 * @throws Problem score_file
 */
export async function scoreFileOfCases(
  config: Config,
  file: string,
): Promise<{ score: Score | undefined; cases: number; problems: Problem[] }> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    const kind = cause.code === 'ENOENT' ? 'missing' : cause.code === 'EISDIR' ? 'folder' : 'unreadable'
    throw scoreFile({ file, cause: kind }, { file, cause })
  })
  // Sentences keep their own composition of letters: that the guide finds them in any is part of what is scored.
  const read = readText(bytes, file)
  if ('problem' in read) throw scoreFile({ file, cause: 'encoding' }, { file })
  const { cases, problems } = readCases(new TextDecoder().decode(bytes), file)
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const languages = [...new Set([...(newsletter?.languages ?? []), ...cases.map(({ lang }) => lang)])]
  const { guide, problems: ofGuide } = await readGuide(config.issuesFolder, languages)
  const found = [...ofGuide, ...problems]
  return { score: cases.length === 0 ? undefined : scoreGuide(cases, guide), cases: cases.length, problems: found }
}
