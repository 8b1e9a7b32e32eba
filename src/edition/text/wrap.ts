/** The width of a line of plain text, in columns: what RFC 3676 advises, with room for a quote mark or two. */
export const textWidth = 72

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
// A sentinel stands for a word whose length nobody knows yet; a given name is about this long.
const sentinelWidth = 8

/** Columns a text takes: one for each character as a reader sees it, so that ễ is one however it is encoded. */
export function countColumns(text: string): number {
  const known = text.replace(/(?<!\/\/)zq9slot[0-9a-z]+?qz/g, '_'.repeat(sentinelWidth))
  return /^[\x20-\x7e]*$/.test(known) ? known.length : [...graphemes.segment(known)].length
}

/**
 * Break a text into lines at spaces. A word longer than a line stays whole, as a broken URL leads nowhere. Line breaks
 * in the text stay.
 *
 * @param first what the first line begins with (a bullet); the others are indented as far as it is wide.
 */
export function wrap(
  text: string,
  { first = '', rest = ' '.repeat(countColumns(first)), width = textWidth } = {},
): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    const start = (): string => (lines.length === 0 ? first : rest)
    let line = ''
    let columns = 0
    for (const word of paragraph.split(/[ \t]+/).filter((part) => part !== '')) {
      const size = countColumns(word)
      const room = width - countColumns(start())
      if (line !== '' && columns + 1 + size > room) {
        lines.push(start() + line)
        line = word
        columns = size
      } else {
        columns += size + (line === '' ? 0 : 1)
        line += line === '' ? word : ` ${word}`
      }
    }
    lines.push((start() + line).trimEnd())
  }
  return lines
}
