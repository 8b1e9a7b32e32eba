import { writePlain } from '../../document/plain-markdown.ts'
import type { FileLines } from './file-lines.ts'
import type { WantedBlock, WantedItem } from './wanted-blocks.ts'

/** A whole block as lines without line ends. */
export function writeBlock({ id, heading, because, groups }: WantedBlock, language: string): string[] {
  const attributes = because === undefined ? '' : ` only="${language}" because="${because.replaceAll('"', '')}"`
  return [
    `:::resources{#${id}${attributes}}`,
    `## ${writePlain(heading)}`,
    ...groups.flatMap((group) => ['', ...writeGroup(group)]),
    ':::',
  ]
}

/**
 * Put items into a block: each at the end of its member's list, or with a new heading at the end of the block.
 *
 * @param first the block's first line, 1-based.
 * @param last its last line, the one with `:::`.
 */
export function insertItems(
  { lines, end }: FileLines,
  first: number,
  last: number,
  groups: WantedBlock['groups'],
): string[] {
  let result = [...lines]
  let closing = last - 1
  for (const group of groups) {
    const heading = result.findIndex(
      (line, index) => index >= first && index < closing && line.normalize('NFC').trim() === headingOf(group.heading),
    )
    const inserts =
      heading < 0
        ? [{ at: endOf(result, first, closing), lines: ['', ...writeGroup(group)] }]
        : into(result, heading, closing, group.items)
    // From below, so that the places above stay where they are.
    for (const insert of inserts.toReversed()) {
      result = result.toSpliced(insert.at, 0, ...insert.lines.map((line) => `${line}${end}`))
      closing += insert.lines.length
    }
  }
  return result
}

interface Insert {
  at: number
  lines: string[]
}

function into(lines: readonly string[], heading: number, closing: number, items: readonly WantedItem[]): Insert[] {
  let to = heading + 1
  while (to < closing && !/^\s{0,3}#{1,6}\s/.test(lines[to] ?? '')) to += 1
  const own = items.filter(({ under }) => under === undefined)
  const others = items.filter(({ under }) => under !== undefined)
  const under = others[0]?.under ?? ''
  // Without an item for it the line is still what the member's own list ends at.
  const line = lines.findIndex((text, index) => index > heading && index < to && isUnder(text))
  const inserts: Insert[] = []
  if (own.length > 0) inserts.push(appendTo(lines, heading, line < 0 ? to : line, own))
  if (others.length > 0) {
    const at = endOf(lines, heading, to)
    inserts.push(
      line < 0 ? { at, lines: ['', under, '', ...others.map(({ text }) => text)] } : appendTo(lines, line, to, others),
    )
  }
  return inserts
}

/** A paragraph of one line that ends with a colon: “In English:”. */
const isUnder = (line: string): boolean => /^[^\s#:>*+-].*:\s*$/.test(line)

function appendTo(lines: readonly string[], from: number, to: number, items: readonly WantedItem[]): Insert {
  const at = endOf(lines, from, to)
  const above = lines[at - 1] ?? ''
  const inList = at - 1 > from && !/^\s{0,3}#|:\s*$/.test(above)
  return {
    at,
    lines: [
      ...(inList ? [] : ['']),
      ...items.map(({ text }) => text),
      ...(lines[at]?.trim() === '' || inList || at >= lines.length || lines[at]?.startsWith(':::') ? [] : ['']),
    ],
  }
}

/** Index after the last line with words in it, from a line that has some. */
function endOf(lines: readonly string[], from: number, to: number): number {
  let at = to
  while (at - 1 > from && (lines[at - 1] ?? '').trim() === '') at -= 1
  return at
}

function writeGroup({ heading, items }: WantedBlock['groups'][number]): string[] {
  const own = items.filter(({ under }) => under === undefined).map(({ text }) => text)
  const others = items.filter(({ under }) => under !== undefined)
  const below = others.length === 0 ? [] : ['', others[0]?.under ?? '', '', ...others.map(({ text }) => text)]
  return [headingOf(heading), ...(own.length > 0 ? ['', ...own] : []), ...below]
}

const headingOf = (name: string): string => `### ${writePlain(name)}`.normalize('NFC')
