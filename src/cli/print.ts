import { join } from 'node:path'
import pc from 'picocolors'
import type { Problem } from '../problem/problem.ts'
import { currentConfig } from './context.ts'

/** A line for the person; results go to standard output. */
export function print(text = ''): void {
  process.stdout.write(`${text}\n`)
}

/** A line beside the result: warnings, progress. Standard output stays clean for pipes. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function warn(text: string): void {
  note(`${pc.yellow('note')} ${text}`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** Print findings, each with the line it is in; where `--json` was asked for, the caller prints them itself. */
export async function printProblems(problems: Problem[]): Promise<void> {
  if (problems.length === 0) return
  const { formatProblems } = await import('../problem/report.ts')
  print(formatProblems(problems, { colour: process.stdout.isTTY === true, sources: await readSources(problems) }))
}

/** The text of every file that problems name; files that cannot be read show no line. */
async function readSources(problems: Problem[]): Promise<Map<string, string>> {
  const { readFile } = await import('node:fs/promises')
  const { root } = currentConfig()
  const files = [...new Set(problems.flatMap(({ file, line }) => (file && line !== undefined ? [file] : [])))]
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(join(root, file), 'utf8').catch(() => undefined)] as const),
  )
  return new Map(texts.flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const])))
}

/** Columns as wide as their widest cell; numbers to the right. */
export function formatTable(head: string[], rows: (string | number)[][]): string {
  const cells = [head, ...rows.map((row) => row.map((cell) => (typeof cell === 'number' ? thousands(cell) : cell)))]
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const line = (row: string[], numeric: boolean[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return numeric[column] ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'))
  return cells.map((row, index) => (index === 0 ? pc.dim(line(row, numeric)) : line(row, numeric))).join('\n')
}

/** 12,345 */
export function thousands(count: number): string {
  return count.toLocaleString('en-US')
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`
}

/** “1 person”, “2 people”. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${thousands(count)} ${count === 1 ? one : many}`
}
