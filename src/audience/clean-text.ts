/** Characters that turn the direction of what follows (UAX 9): a name must not rearrange the text around it. */
const directions = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/gu
/** Not the joiners U+200C and U+200D, which Persian names and others need. */
const invisible = /[\uFEFF\u200B\u2060\u00AD]/gu

/** So that nothing is cut between a letter and its marks. */
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * One line of somebody's words as it can be kept and printed: NFC, without control and direction characters, at most
 * `limit` characters. Markup stays as it is written: it is text, and escaped where it is shown.
 */
export function cleanText(text: string, limit: number): string {
  const plain = text
    .normalize('NFC')
    .replace(directions, '')
    .replace(invisible, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  if (plain.length <= limit) return plain
  const characters = [...graphemes.segment(plain.slice(0, limit * 8))].slice(0, limit)
  return characters
    .map(({ segment }) => segment)
    .join('')
    .trim()
}
