import { diffArrays } from 'diff'

const lineEnd = /\r\n?|\n/

/**
 * A file’s new text with every line that did not change just as it was written: its line end, its byte order mark, and how
 * its letters are composed. A version history then shows what was changed, and nothing else.
 *
 * @param raw the file as it is.
 * @param before the same as all stages read it: with LF and NFC, and as many lines.
 * @param after what it is to say.
 */
export function keepLines(raw: string, before: string, after: string): string {
  const mark = raw.startsWith('\u{FEFF}') ? '\u{FEFF}' : ''
  const written = raw.slice(mark.length).split(new RegExp(`(${lineEnd.source})`))
  const lines = written.filter((_, index) => index % 2 === 0)
  const ends = written.filter((_, index) => index % 2 === 1)
  const [usual = '\n'] = ends
  const kept: { line: string; end: string }[] = []
  let at = 0
  for (const { added, removed, value } of diffArrays(before.split('\n'), after.split('\n'))) {
    if (added) kept.push(...value.map((line, index) => ({ line, end: ends[at - value.length + index] ?? usual })))
    else {
      if (!removed)
        kept.push(...value.map((_, index) => ({ line: lines[at + index] ?? '', end: ends[at + index] ?? usual })))
      at += value.length
    }
  }
  return mark + kept.map(({ line, end }, index) => (index === kept.length - 1 ? line : line + end)).join('')
}
