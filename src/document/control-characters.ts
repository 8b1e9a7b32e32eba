import { linePosition } from '../problem/positions.ts'
import type { Report } from '../problem/problem.ts'
import * as problems from './problems.ts'

/** Controls, and marks that turn the direction of writing round; a tab, and joiners that some scripts need, are none. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this looks for.
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

const names: Partial<Record<number, string>> = { 0: 'NUL', 7: 'BEL', 8: 'backspace', 12: 'form feed', 27: 'ESC' }

/** Warn of characters nobody can see that came with pasted text. */
export function reportControls(lines: readonly string[], file: string, report: Report): void {
  lines.forEach((text, index) => {
    const found = [...text.matchAll(control)]
    const [first] = found
    if (!first) return
    const name = [...new Set(found.map(([character]) => nameOf(character)))].join(', ')
    report(
      problems.controlCharacter(
        { name },
        { file, place: linePosition(index + 1, text, first.index + 1, first.index + 2) },
      ),
    )
  })
}

function nameOf(character: string): string {
  const code = character.charCodeAt(0)
  return names[code] ?? `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** The text without them. */
export function removeControls(text: string): string {
  return text.replaceAll(control, '')
}
