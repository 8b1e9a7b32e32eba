import { linkKey } from '../../outside/feeds/clean-link.ts'

/** A file as lines, each with the line end it came with, so that what is not changed stays as it is to the byte. */
export interface FileLines {
  lines: string[]
  /** What new lines end with. */
  end: string
}

export function splitLines(text: string): FileLines {
  return { lines: text.split(/(?<=\r\n|\n|\r(?!\n))/), end: text.includes('\r\n') ? '\r\n' : '\n' }
}

/** A list item that begins with a link. */
export interface LinkedItem {
  /** Index of its first line. */
  from: number
  /** Index after its last line. */
  to: number
  /** Without the line ends and the space around it. */
  text: string
}

const bullet = /^\s{0,3}[-*+]\s+/

/** All list items of a file whose first words are a link, by the link's `linkKey`; of two with one link the first. */
export function findItems(lines: readonly string[]): Map<string, LinkedItem> {
  const items = new Map<string, LinkedItem>()
  for (let from = 0; from < lines.length; from += 1) {
    const line = lines[from] ?? ''
    const [, url] = /^\s{0,3}[-*+]\s+(?:\*\*|[*_])?\[(?:\\.|[^\]\\])*\]\(<?((?:\\.|[^\s()>\\])+)/.exec(line) ?? []
    if (url === undefined) continue
    let to = from + 1
    while (to < lines.length && isContinued(lines[to] ?? '')) to += 1
    const text = lines
      .slice(from, to)
      .map((part) => part.trim())
      .join('\n')
    const key = linkKey(url.replaceAll(/\\(.)/g, '$1'))
    if (!items.has(key)) items.set(key, { from, to, text })
  }
  return items
}

/** A line that goes on with the item above it. */
function isContinued(line: string): boolean {
  return line.trim() !== '' && !bullet.test(line) && !/^\s{0,3}(:::|#{1,6}\s|<!--)/.test(line)
}
