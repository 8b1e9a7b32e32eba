import type { Point } from 'unist'

/** What stands between two offsets is to become `text`. */
export interface TextEdit {
  start: number
  end: number
  text: string
}

/** Make edits that do not overlap; several at one place come in the order they are given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = ''
  let last = 0
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    result += text.slice(last, edit.start) + edit.text
    last = Math.max(last, edit.end)
  }
  return result + text.slice(last)
}

/** The offset of a place in a text (lines and columns from 1). */
export function offsetOf(lines: readonly string[], { line, column }: Pick<Point, 'line' | 'column'>): number {
  let offset = column - 1
  for (let index = 0; index < line - 1; index += 1) offset += (lines[index]?.length ?? 0) + 1
  return offset
}
