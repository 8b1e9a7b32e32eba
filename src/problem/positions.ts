import type { Position } from 'unist'

/** The place of a whole line of a file, or of the part from one column to just before another (1-based). */
export function linePosition(line: number, text: string, from = 1, to = text.length + 1): Position {
  return { start: { line, column: from }, end: { line, column: Math.max(from, to) } }
}

/** Where words stand within a node, which may go over several lines; the node itself where an escape hides them. */
export function findWords(lines: readonly string[], node: Position | undefined, words: string): Position | undefined {
  if (!node) return undefined
  for (let line = node.start.line; line <= node.end.line; line += 1) {
    const text = lines[line - 1] ?? ''
    const index = text.indexOf(words, line === node.start.line ? node.start.column - 1 : 0)
    if (index >= 0) return linePosition(line, text, index + 1, index + 1 + words.length)
  }
  return node
}
