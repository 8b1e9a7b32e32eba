import type { Span } from './ready-text.ts'

const partOfWord = /[\p{L}\p{M}\p{N}]/u

/** Where a compiled pattern matches whole words of `text`. */
export function matchWords(pattern: RegExp, text: string): Span[] {
  const found: Span[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { index: start } = match
    const end = start + match[0].length
    if (end === start || isWordBefore(text, start) || isWordAt(text, end)) pattern.lastIndex = start + 1
    else {
      found.push({ start, end })
      // What runs over the end of a line may hide what begins on the next.
      if (match[0].includes('\n')) pattern.lastIndex = start + 1
    }
  }
  return found
}

function isWordAt(text: string, at: number): boolean {
  const code = text.codePointAt(at)
  return code !== undefined && partOfWord.test(String.fromCodePoint(code))
}

function isWordBefore(text: string, at: number): boolean {
  const unit = text.charCodeAt(at - 1)
  // The second half of a pair: look at the whole character.
  return at > 0 && isWordAt(text, unit >= 0xdc00 && unit <= 0xdfff ? at - 2 : at - 1)
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}
