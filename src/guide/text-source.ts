import type { Point } from 'unist'
import { removeControls } from '../document/control-characters.ts'

/** What a tree was parsed from: places of its nodes as offsets into the file. */
export interface TextSource {
  text: string
  offsetOf(point: Point): number
}

/** A source that was parsed as it stands. */
export function plainSource(text: string): TextSource {
  const starts = lineStarts(text)
  return {
    text,
    offsetOf: ({ line, column, offset }) => offset ?? Math.min(text.length, (starts[line - 1] ?? 0) + column - 1),
  }
}

/**
 * A file of an issue. Its trees were parsed after fences were mended and control characters taken out, so offsets in them
 * are none in the file; lines are, and columns but for the control characters.
 */
export function issueSource(text: string): TextSource {
  const starts = lineStarts(text)
  return {
    text,
    offsetOf({ line, column }) {
      const start = starts[line - 1] ?? text.length
      const end = starts[line] ?? text.length
      const written = text.slice(start, end)
      if (removeControls(written) === written) return Math.min(start + column - 1, text.length)
      let seen = 0
      let at = start
      while (at < end && seen < column - 1) {
        if (removeControls(text[at] ?? '') !== '') seen += 1
        at += 1
      }
      return at
    },
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
