import type { Nodes, Root } from 'mdast'
import type { Position } from 'unist'
import { visit } from 'unist-util-visit'
import type { Document } from '../document/document.ts'
import { offsetOf } from '../document/translation/text-edits.ts'
import type { IssueText, Waiver } from '../issue/issue.ts'
import { positionIn } from './position-in.ts'
import type { Span } from './ready-text.ts'
import { readWaiverComment, type WaiverComment } from './waiver-comment.ts'

/** A waiver and where it stands. */
export interface PlacedWaiver extends Waiver {
  place: Position
  /** The stretch of the file it holds for, as offsets; absent where it holds for the whole file. */
  reach?: Span
}

/** A comment that was meant to be a waiver and holds for nothing. */
export interface BrokenWaiver extends Omit<WaiverComment, 'waiver'> {
  place: Position
  /** What it was meant to hold for. */
  reach: Span
}

/** What word processors and hurried people make of a comment: `<!— waive … —>`, `<!- waive … ->`, `<-- waive … -->`. */
const nearlyComment = /(?:<!\s*(?:[–—]+|-(?!-))|<[-–—]+)\s*(waiv[^\n]*?)\s*(?:[-–—]+>|$)/gimu

/**
 * The waivers of a file: those of its front matter, which hold for all of it, and those in comments, each of which holds
 * for the paragraph, heading, list or table after it.
 *
 * @param day stands in a corrected comment where it names no day.
 */
export function readWaivers(
  document: Document,
  text: IssueText,
  day: string,
): { waivers: PlacedWaiver[]; broken: BrokenWaiver[] } {
  const top: Position = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }
  const waivers: PlacedWaiver[] = document.meta.waivers.map((waiver, index) => ({
    ...waiver,
    place: text.places[`waivers.${index}`] ?? top,
  }))
  const broken: BrokenWaiver[] = []
  if (!/<!?\s*[-–—]/.test(text.markdown)) return { waivers, broken }

  const lines = text.source.split('\n')
  const { units, code } = unitsOf(document, lines)
  for (const { 0: comment, index } of text.markdown.matchAll(/<!--[\s\S]*?-->/g)) {
    if (code.some(({ start, end }) => start <= index && index < end)) continue
    const read = readWaiverComment(comment, day)
    if (!read) continue
    const end = index + comment.length
    const place = positionIn(lines, { start: index, end })
    const faults = isAlone(text.markdown, index, end)
      ? read.faults
      : [...read.faults, 'shares its line with other words; it has to stand on one of its own']
    const reach = nextUnit(units, end) ?? { start: end, end }
    if (!read.waiver || faults.length > 0) broken.push({ faults, corrected: read.corrected, place, reach })
    else waivers.push({ ...read.waiver, place, reach })
  }
  for (const { 0: written, 1: inside, index } of text.markdown.matchAll(nearlyComment)) {
    const read = readWaiverComment(`<!-- ${inside} -->`, day)
    if (!read || code.some(({ start, end }) => start <= index && index < end)) continue
    const end = index + written.length
    const own = units.find((unit) => unit.start <= index && index < unit.end)
    const reach = own ? { start: end, end: own.end } : (nextUnit(units, end) ?? { start: end, end })
    const faults = ['does not stand between <!-- and -->, so it would be mailed with the words', ...read.faults]
    broken.push({ faults, corrected: read.corrected, place: positionIn(lines, { start: index, end }), reach })
  }
  return { waivers, broken }
}

/** What a comment can hold for, and the code in which a comment is none. Offsets, by lines and columns: a document is
 * parsed from text in which only those are the file's. */
function unitsOf({ blocks }: Document, lines: readonly string[]): { units: Span[]; code: Span[] } {
  const units: Span[] = []
  const code: Span[] = []
  const spanOf = ({ start, end }: Position): Span => ({ start: offsetOf(lines, start), end: offsetOf(lines, end) })
  const reachable = new Set<Nodes['type']>(['heading', 'paragraph', 'list', 'table', 'blockquote'])
  for (const { heading, body } of blocks) {
    if (heading) units.push(spanOf(heading.position))
    const root: Root = { type: 'root', children: body }
    visit(root, (node) => {
      if (!node.position) return
      if (reachable.has(node.type)) units.push(spanOf(node.position))
      if (node.type === 'code' || node.type === 'inlineCode') code.push(spanOf(node.position))
    })
  }
  return { units, code }
}

/** The first that begins after an offset; of several that begin together the outermost, which was listed first. */
function nextUnit(units: readonly Span[], offset: number): Span | undefined {
  return units
    .filter(({ start }) => start >= offset)
    .reduce<Span | undefined>((first, unit) => (first && first.start <= unit.start ? first : unit), undefined)
}

/** Whether a comment has its lines to itself, the marks of a list or a quotation apart. */
function isAlone(markdown: string, start: number, end: number): boolean {
  const before = markdown.slice(markdown.lastIndexOf('\n', start - 1) + 1, start)
  const after = markdown.slice(end, (markdown.indexOf('\n', end) + 1 || markdown.length + 1) - 1)
  return /^[\s>]*([-*+]|\d+[.)])?\s*$/.test(before) && after.trim() === ''
}
