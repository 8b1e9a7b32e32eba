import { nearest } from '../problem/nearest.ts'
import { linePosition } from '../problem/positions.ts'
import type { Problem, Report } from '../problem/problem.ts'
import { blockSpecs, type DirectiveKind, directiveKinds, isDirectiveKind } from './blocks/index.ts'
import { type ClosingFence, type OpeningFence, readFence, writeFence } from './fence.ts'
import * as problems from './problems.ts'

/** A block's first line. `kind` is what it says, or the kind its author most likely meant. */
export interface Opening {
  line: number
  /** The line as written. */
  text: string
  fence: OpeningFence
  kind: DirectiveKind | undefined
}

interface ScannedFences {
  /** In the order of the file. */
  openings: Opening[]
  /** The Markdown with every fence written correctly, line for line; what remark is given. */
  markdown: string
  problems: Problem[]
}

type Event = { line: number; text: string; fence: OpeningFence | ClosingFence }

/**
 * Find the lines that open and close blocks, and say what is wrong with them.
 *
 * This looks at the source because remark-directive takes a fence it cannot read for prose without a word. Fences that
 * are nearly right are handed on corrected, so that one slip gives one problem and not a dozen after it.
 */
export function scanFences(markdown: string, file: string): ScannedFences {
  const found: Problem[] = []
  const report: Report = (problem) => found.push(problem)
  const lines = markdown.split('\n')
  const events = collectFences(lines, file, report)
  const openings: Opening[] = []
  let open: Opening | undefined

  for (let index = 0; index < events.length; index += 1) {
    const event = events[index]
    if (!event) continue
    const { line, text, fence } = event
    const at = { file, place: linePosition(line, text, text.search(/\S/) + 1) }
    reportComplaints(event, report, file)
    if (fence.type === 'close') {
      if (!open) report(problems.fenceStray(undefined, at))
      lines[line - 1] = open ? ':::' : ''
      open = undefined
      continue
    }
    if (open && events[index + 1]?.fence.type === 'close' && events[index + 2]?.fence.type === 'close') {
      report(problems.blockNested({ name: fence.name, outer: `the ${open.fence.name} block of line ${open.line}` }, at))
      lines[line - 1] = ''
      lines[(events[index + 1]?.line ?? line) - 1] = ''
      index += 1
      continue
    }
    if (open) reportUnclosed(open, line, report, file)
    open = readOpening(event, fence, report, file)
    lines[line - 1] = writeFence({ ...fence, name: open.kind ?? 'unknown' })
    openings.push(open)
  }
  if (open) reportUnclosed(open, undefined, report, file)
  return { openings, markdown: lines.join('\n'), problems: found }
}

/** Fences outside code and comments. Attributes on several lines are drawn up onto the first, in `lines` as well. */
function collectFences(lines: string[], file: string, report: Report): Event[] {
  const events: Event[] = []
  let code: { marker: string; line: number } | undefined
  let comment: number | undefined
  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index] ?? ''
    if (comment !== undefined) {
      if (text.includes('-->')) comment = undefined
      continue
    }
    const marker = /^\s*(?:[-*+>]\s+)*(`{3,}(?=[^`]*$)|~{3,})/.exec(text)?.[1]
    if (code) {
      if (marker?.startsWith(code.marker) && text.trim() === marker) code = undefined
    } else if (marker) {
      code = { marker, line: index + 1 }
    } else if (/^ {0,3}<!--/.test(text) && !text.includes('-->')) {
      comment = index + 1
    } else {
      const joined = joinAttributes(lines, index)
      const fence = readFence(joined ?? text)
      if (!fence) continue
      if (joined !== undefined && fence.type === 'open') {
        fence.complaints.push({ kind: 'malformed', what: 'the attributes go on over several lines' })
        for (const attribute of fence.attributes) attribute.column = attribute.endColumn = 0
      }
      events.push({ line: index + 1, text, fence })
    }
  }
  const place = (line: number) => ({ file, place: linePosition(line, lines[line - 1] ?? '') })
  if (code) report(problems.codeUnclosed({ marker: code.marker }, place(code.line)))
  if (comment !== undefined) report(problems.commentUnclosed(undefined, place(comment)))
  return events
}

/** `:::story{#id` with its brace some lines further down: the whole on one line, and the others blanked out. */
function joinAttributes(lines: string[], index: number): string | undefined {
  const first = lines[index] ?? ''
  if (!/^\s*:{3,}\s*[\p{L}-]+\s*\{[^}]*$/u.test(first)) return undefined
  for (let end = index + 1; end < lines.length && end <= index + 10; end += 1) {
    const line = lines[end] ?? ''
    if (line.trim() === '' || /^\s*:::/.test(line)) return undefined
    if (!line.includes('}')) continue
    const joined = lines
      .slice(index, end + 1)
      .map((part) => part.trim())
      .join(' ')
    lines.fill('', index + 1, end + 1)
    return joined
  }
  return undefined
}

function readOpening({ line, text }: Event, fence: OpeningFence, report: Report, file: string): Opening {
  if (isDirectiveKind(fence.name)) return { line, text, fence, kind: fence.name }
  const kind = nearestKind(fence)
  // A line without even a name has been reported as malformed.
  if (fence.name !== '') {
    const column = text.indexOf(fence.name) + 1
    const corrected = kind && writeFence({ ...fence, name: kind })
    const place = linePosition(line, text, column, column + fence.name.length)
    report(problems.blockUnknown({ name: fence.name, corrected, known: directiveKinds }, { file, place }))
  }
  return { line, text, fence, kind }
}

/** The kind most likely meant. “qoute” is as near to vote as to quote, so the attributes decide. */
function nearestKind({ name, attributes }: OpeningFence): DirectiveKind | undefined {
  if (name === 'letter') return undefined
  const first = nearest(name, directiveKinds)
  const near = directiveKinds.filter((kind) => nearest(name, [kind]) !== undefined)
  const score = (kind: DirectiveKind): number =>
    attributes.filter((attribute) => attribute.name in blockSpecs[kind].attributes.shape).length * 2 +
    (kind === first ? 1 : 0)
  return near.sort((a, b) => score(b) - score(a))[0]
}

function reportComplaints({ line, text, fence }: Event, report: Report, file: string): void {
  const at = { file, place: linePosition(line, text, text.search(/\S/) + 1) }
  const name = fence.type === 'open' ? (nearestKind(fence) ?? fence.name) : ''
  const corrected = fence.type === 'close' ? ':::' : writeFence({ ...fence, name: name === '' ? 'story' : name })
  const makers = {
    space: problems.fenceSpace,
    curly: problems.attributeQuotes,
    unquoted: problems.attributeUnquoted,
    malformed: problems.fenceMalformed,
  }
  const distinct = new Map(fence.complaints.map((complaint) => [complaint.what, complaint]))
  for (const { kind, what } of distinct.values()) report(makers[kind]({ what, corrected }, at))
}

function reportUnclosed(open: Opening, before: number | undefined, report: Report, file: string): void {
  const place = linePosition(open.line, open.text, open.text.search(/\S/) + 1)
  report(problems.fenceUnclosed({ name: open.fence.name, before, corrected: ':::' }, { file, place }))
}
