import { createColors } from 'picocolors'
import type { Problem, Severity } from './problem.ts'

interface ReportOptions {
  colour: boolean
  /** Text by file name: a problem in one of these shows the line it is in. */
  sources?: ReadonlyMap<string, string>
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}

/** Several editions of one document may find the same thing in the same place: a person needs to hear it once. */
export function distinctProblems(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

/** By file, then place; what has neither comes first. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) =>
      compare(a.file ?? '', b.file ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compare(a.code, b.code),
  )
}

/**
 * Write problems for a person: `file:line:col severity reason code`, the line itself where its text is known and may be
 * repeated, and what to do, indented; then a count.
 */
export function formatProblems(problems: readonly Problem[], { colour, sources }: ReportOptions): string {
  const colours = createColors(colour)
  const paint = { error: colours.red, warn: colours.yellow, suggest: colours.blue }
  const entries = sortProblems(problems).map((problem) => {
    const place = placeInWords(problem)
    const head = [place && colours.bold(place), paint[problem.severity](problem.severity), problem.reason]
    const lines = [`${head.filter(Boolean).join(' ')} ${colours.dim(problem.code)}`]
    const frame = problem.file && !problem.unquoted ? frameOf(problem, sources?.get(problem.file)) : []
    lines.push(...frame.map((line) => colours.dim(`    ${line}`)))
    lines.push(...problem.hint.split('\n').map((line) => `  ${line}`.trimEnd()))
    return lines.join('\n')
  })
  return [...entries, countProblems(problems)].join('\n')
}

/** “2 errors, 1 warning”, or that there is nothing. */
function countProblems(problems: readonly Problem[]): string {
  const names: [Severity, string][] = [
    ['error', 'error'],
    ['warn', 'warning'],
    ['suggest', 'suggestion'],
  ]
  const counts = names.flatMap(([severity, name]) => {
    const count = problems.filter((problem) => problem.severity === severity).length
    return count === 0 ? [] : [`${count} ${name}${count === 1 ? '' : 's'}`]
  })
  return counts.length === 0 ? 'No problems.' : counts.join(', ')
}

function placeInWords({ file, line, column }: Problem): string {
  const place = line === undefined ? [] : [line, column ?? 1]
  return [file, ...place].filter((part) => part !== undefined && part !== '').join(':')
}

const frameWidth = 100

/** The line and a mark below it, cut around the place where the line is long. */
function frameOf({ line, column = 1, place }: Problem, source: string | undefined): string[] {
  const text = line === undefined ? undefined : source?.split('\n')[line - 1]
  if (text === undefined || text.trim() === '') return []
  const start = column > frameWidth - 20 ? column - 40 : 0
  const shown = text.slice(start, start + frameWidth)
  const end = place && 'end' in place && place.end.line === line ? place.end.column : column + 1
  const length = Math.max(1, Math.min(end - column, shown.length - (column - 1 - start)))
  // Tabs stay tabs so that the mark stands below its word at any tab width.
  const before = shown.slice(0, column - 1 - start).replaceAll(/[^\t]/g, ' ')
  return [shown, before + '^'.repeat(length)]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
