import { nearest } from '../problem/nearest.ts'
import { linePosition } from '../problem/positions.ts'
import type { Problem, Report } from '../problem/problem.ts'
import { blockSpecs, type DirectiveKind, directiveKinds, isDirectiveKind } from './blocks/index.ts'
import { type ClosingFence, type FenceAttribute, type OpeningFence, readFence, writeFence } from './fence.ts'
import { findHiddenEnd, isEndLike } from './fence-ends.ts'
import type { Fault } from './fence-faults.ts'
import { mendNames } from './fence-names.ts'
import * as problems from './problems.ts'

/** A block's first line. `kind` is what it says, or the kind its author most likely meant. */
export interface Opening {
  line: number
  /** The line as written. */
  text: string
  fence: OpeningFence
  kind: DirectiveKind | undefined
  /** What is wrong with the line, and its attributes as they were meant. Later stages add to both. */
  faults: Fault[]
  meant: FenceAttribute[]
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
    const next = events[index + 1]?.fence.type
    if (open && fence.type === 'open' && isEndLike(fence, open.fence, next)) {
      report(problems.fenceEnd({ name: open.fence.name, line: open.line }, at))
      lines[line - 1] = ':::'
      open = undefined
      continue
    }
    if (fence.type === 'close') {
      for (const fault of listComplaints(event, file)) report(fault.make(':::'))
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
    if (open) reportUnclosed(open, line, lines, report, file)
    open = readOpening(event, fence, file)
    lines[line - 1] = writeFence({ ...fence, name: open.kind ?? 'unknown' })
    openings.push(open)
  }
  if (open) reportUnclosed(open, undefined, lines, report, file)
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

function readOpening(event: Event, fence: OpeningFence, file: string): Opening {
  const { line, text } = event
  const known = isDirectiveKind(fence.name) ? fence.name : undefined
  const kind = known ?? nearestKind(fence)
  if (kind) mendNames(fence, kind)
  const faults = listComplaints(event, file)
  // A line without even a name has been reported as malformed.
  if (!known && fence.name !== '') {
    const column = text.indexOf(fence.name) + 1
    const place = linePosition(line, text, column, column + fence.name.length)
    faults.push({
      settled: kind ? 'yes' : 'no',
      make: (corrected) =>
        problems.blockUnknown(
          { name: fence.name, corrected: kind && corrected, known: directiveKinds },
          { file, place },
        ),
    })
  }
  return { line, text, fence, kind, faults, meant: [...fence.attributes] }
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

/** One fault for each kind of complaint, however many there are of it. */
function listComplaints({ line, text, fence }: Event, file: string): Fault[] {
  const at = { file, place: linePosition(line, text, text.search(/\S/) + 1) }
  const makers = {
    space: problems.fenceSpace,
    curly: problems.attributeQuotes,
    unquoted: problems.attributeUnquoted,
    malformed: problems.fenceMalformed,
  }
  const kinds = [...new Set(fence.complaints.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const complaints = fence.complaints.filter((complaint) => complaint.kind === kind)
    const names = complaints.flatMap(({ of }) => of ?? [])
    const whats = [...new Set(complaints.map(({ what }) => what))]
    const what = joinWords(whats) + (names.length > 0 ? ` of ${joinWords(names)}` : '')
    return {
      settled: 'yes',
      make: (corrected) => makers[kind]({ what, corrected, closes: fence.type === 'close' }, at),
    }
  })
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** An unclosed block: either its end is there in disguise, or it is not there. */
function reportUnclosed(
  open: Opening,
  before: number | undefined,
  lines: string[],
  report: Report,
  file: string,
): void {
  const { name } = open.fence
  const end = findHiddenEnd(lines, open.line, (before ?? lines.length + 1) - 1)
  if (end) {
    const place = linePosition(end.line, lines[end.line - 1] ?? '', end.column)
    report(problems.fenceHidden({ name, line: open.line, words: end.words }, { file, place }))
    lines[end.line - 1] = end.words === '' ? ':::' : end.words
    if (end.words !== '' && lines[end.line]?.trim() === '') lines[end.line] = ':::'
    return
  }
  const place = linePosition(open.line, open.text, open.text.search(/\S/) + 1)
  report(problems.fenceUnclosed({ name, before, corrected: ':::' }, { file, place }))
}
