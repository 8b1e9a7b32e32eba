import type { Point, Position } from 'unist'
import type { Span } from './ready-text.ts'

/** The place of a stretch of a file that is given by offsets. */
export function positionIn(lines: readonly string[], { start, end }: Span): Position {
  return { start: pointAt(lines, start), end: pointAt(lines, end) }
}

function pointAt(lines: readonly string[], offset: number): Point {
  let rest = offset
  for (const [index, line] of lines.entries()) {
    if (rest <= line.length) return { line: index + 1, column: rest + 1, offset }
    rest -= line.length + 1
  }
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset }
}
