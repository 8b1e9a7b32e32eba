import type { Position } from 'unist'
import { isCurlyQuoted, quoteValue } from './quote-value.ts'

export interface WordsSlip {
  kind: 'cut' | 'curly'
  /** What would be lost, or the words in their curly quotes. */
  words: string
  /** The whole line with the value in quotes. */
  corrected: string
}

/**
 * What YAML does silently to words without quotes: it takes ` #now` and all after it for a comment, and curly quotes
 * for part of the words.
 */
export function findWordsSlip(lines: readonly string[], key: Position, value: Position): WordsSlip | undefined {
  const { line, column } = value.start
  if (value.end.line !== line) return undefined
  const text = lines[line - 1] ?? ''
  // An empty value has no place but its key's.
  const empty = line === key.start.line && column === key.start.column && key.end.column === value.end.column
  const colon = empty ? (/^\s*:\s*/.exec(text.slice(key.end.column - 1))?.[0].length ?? 0) : 0
  const start = empty ? key.end.column - 1 + colon : column - 1
  const written = empty ? '' : text.slice(start, value.end.column - 1)
  if (/^["'[{|>&*!]/.test(written)) return undefined
  const comment = /^\s*#.*$/.exec(text.slice(start + written.length))?.[0]
  const words = comment === undefined ? written : text.slice(start).trim()
  const corrected = `${text.slice(0, start)}${quoteValue(words)}`.trim()
  if (comment !== undefined) return { kind: 'cut', words: comment.trim(), corrected }
  const after = text.slice(start + written.length)
  return isCurlyQuoted(written) ? { kind: 'curly', words: written, corrected: (corrected + after).trim() } : undefined
}

/** The path of everything in a value that is not itself a list or a group. */
export function listPaths(value: unknown, path: readonly PropertyKey[] = []): (readonly PropertyKey[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, item]) => listPaths(item, [...path, key]))
}
