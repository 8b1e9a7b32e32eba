import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Issue } from '../issue/issue.ts'
import { linePosition } from '../problem/positions.ts'
import type { Problem } from '../problem/problem.ts'
import { starterWords } from './problems.ts'

/** Shorter lines of a starter are such as anybody might write. */
const shortestLine = 40

/** The lines of prose that `new` put into a language's file; none where that language has no starter. */
async function starterLines(config: Config, language: string): Promise<Set<string>> {
  const source = await readFile(join(config.templatesFolder, 'new-issue', `${language}.md`), 'utf8').catch(() => '')
  const body = source
    .replaceAll('\r\n', '\n')
    .normalize('NFC')
    .split(/^.*---$/m)
    .slice(2)
    .join('\n')
  const prose = body.split('\n').filter((line) => line.length >= shortestLine && !/^:::|\{\{|\{%/.test(line))
  return new Set(prose)
}

/** Words that `new` put there for the writer and that nobody wrote over: one warning per file, at the first of them. */
export async function findStarterWords(config: Config, issue: Issue): Promise<Problem[]> {
  const found = await Promise.all(
    issue.texts.map(async ({ language, file, source }) => {
      const starter = await starterLines(config, language)
      const lines = source.split('\n')
      const line = lines.findIndex((text) => starter.has(text))
      return line < 0
        ? []
        : [starterWords({ words: lines[line] ?? '' }, { file, place: linePosition(line + 1, lines[line] ?? '') })]
    }),
  )
  return found.flat()
}
