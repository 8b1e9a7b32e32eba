import type { Problem } from '../problem/problem.ts'
import { expandMacros } from './compile-guide.ts'
import { inspectPattern } from './inspect-pattern.ts'
import { guidePatternBroken, guidePatternEmpty, guidePatternEndless } from './problems.ts'

/**
 * A pattern as an editor writes it, as a regular expression (macros stay): a hyphen stands for a hyphen, a space or nothing,
 * because writers do all three (law-abiding, law abiding, nonviolent).
 */
export function readPattern(written: string): string {
  return written
    .normalize('NFC')
    .replaceAll(/\\.|\[(?:\\.|[^\]\\])*\]|-\??/gsu, (part) => (part.startsWith('-') ? '[- ]?' : part))
    .replaceAll(/ +/g, ' ')
    .trim()
}

/** What is wrong with a pattern whose macros are known; `make` puts the problem where the pattern stands. */
export function judgePattern(
  written: string,
  macros: Record<string, string>,
): ((at: Parameters<typeof guidePatternEmpty>[1]) => Problem) | undefined {
  const whole = expandMacros(readPattern(written), macros)
  if (whole === undefined) return undefined
  try {
    new RegExp(whole, 'iu')
  } catch (cause) {
    const why = explain(cause)
    return (at) => guidePatternBroken({ pattern: written, why }, { ...at, cause })
  }
  const { empty, endless } = inspectPattern(whole)
  if (endless) return (at) => guidePatternEndless({ pattern: written }, at)
  return empty ? (at) => guidePatternEmpty({ pattern: written }, at) : undefined
}

/** What regular expressions complain of most, in words for somebody who has never heard of them. */
const complaints: [RegExp, string][] = [
  [/unterminated group|missing \)/i, 'a round bracket is opened and not closed'],
  [/unmatched '?\)/i, 'a round bracket is closed and was not opened'],
  [/unterminated character class|lone quantifier brackets/i, 'a square or curly bracket is opened and not closed'],
  [/nothing to repeat/i, 'a “?”, “*” or “+” stands where nothing is before it'],
  [/invalid (unicode )?escape/i, 'a backslash stands before a letter or sign that needs none'],
]

function explain(cause: unknown): string {
  const words = cause instanceof Error ? cause.message : ''
  return complaints.find(([pattern]) => pattern.test(words))?.[1] ?? 'it is no regular expression'
}
