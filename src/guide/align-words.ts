import { decodeString } from 'micromark-util-decode-string'
import type { TextBuilder } from './written-text.ts'

const punctuation = /[!-/:-@[-`{-~]/
const reference = /&(?:#(?:\d{1,7}|[xX][\da-fA-F]{1,6})|[\da-zA-Z]{1,31});/y
const lineEnd = /[ \t]*(?:\r\n|\n|\r)[ \t>]*/y

/**
 * Find each character of `value`, which Markdown made of source[from, to), in the source, and add it to `builder`.
 *
 * A value differs from what is written by backslash escapes, character references, and at line ends by what the line above
 * ends and the next begins with: blanks and the marks of a quotation or a list. What else is in the source and not in the
 * value (emphasis inside an alternative text, control characters that were taken out) is passed over.
 */
export function alignWords(builder: TextBuilder, source: string, from: number, to: number, value: string): void {
  if (source.startsWith(value, from) && from + value.length === to && !value.includes('\n')) {
    builder.pushLiteral(value, from)
    return
  }
  let at = from
  let index = 0
  while (index < value.length && at < to) {
    const character = value[index] ?? ''
    if (character === '\n' || character === '\r') {
      lineEnd.lastIndex = at
      const end = lineEnd.exec(source)
      if (end) {
        const width = value.startsWith('\r\n', index) ? 2 : 1
        builder.push('\n', at, at + end[0].length)
        at += end[0].length
        index += width
        continue
      }
    }
    if (source[at] === '&') {
      reference.lastIndex = at
      const written = reference.exec(source)?.[0]
      const decoded = written === undefined ? undefined : decodeString(written)
      if (written !== undefined && decoded !== undefined && value.startsWith(decoded, index)) {
        builder.push(decoded, at, at + written.length)
        at += written.length
        index += decoded.length
        continue
      }
    }
    if (source[at] === '\\' && source[at + 1] === character && punctuation.test(character)) {
      builder.push(character, at, at + 2)
      at += 2
      index += 1
    } else if (source[at] === character || (source[at] === '\0' && character === '\u{FFFD}')) {
      builder.push(character, at, at + 1)
      at += 1
      index += 1
    } else {
      at += 1
    }
  }
  // What cannot be found stands for the end of the place: still words, and a place near them.
  if (index < value.length) builder.push(value.slice(index), Math.min(from, to), to)
}
