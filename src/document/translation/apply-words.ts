import type { RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import type { IssueText } from '../../issue/issue.ts'
import { isComment } from '../comment.ts'
import type { Block } from '../document.ts'
import { editAttributes, writeOpening } from './edit-attributes.ts'
import { listPassages, type Passage, type Token } from './passages.ts'
import { readProse } from './read-prose.ts'
import { applyEdits, offsetOf, type TextEdit } from './text-edits.ts'
import { readPlain, type TokenFault, tidyCell, writePlain } from './token-text.ts'
import { altKey, attributeKey, type Counterpart, passageKey, titleKey } from './units.ts'
import { wordsOf } from './word-attributes.ts'
import { writeProse } from './write-prose.ts'

/** A translator's words of one block by unit; cells that are empty are not in it. */
export type Cells = ReadonlyMap<string, string>

/** What is wrong with a cell. */
export interface CellFault {
  key: string
  /** `markup`: Markdown of its own that would become a link, a picture or a list. */
  fault: TokenFault | { kind: 'markup'; number: 0 }
}

interface InFile {
  text: IssueText
  block: Block
}

/** A block that the translation lacks, as it is written there. */
export function composeBlock(source: InFile, cells: Cells): { text: string; faults: CellFault[] } {
  const faults: CellFault[] = []
  const body = composeBody(source, undefined, cells, faults)
  if (source.block.kind === 'letter') return { text: body, faults }
  const attributes = readAttributes(source.block, cells, faults).filter(
    ([name, value]) => value !== wordsOf(source.block)[name],
  )
  return { text: `${writeOpening(source.block, attributes)}\n${body === '' ? '' : `${body}\n`}:::`, faults }
}

/**
 * Put words into a block that the translation has. Where both have the same structure, only what changed is touched;
 * otherwise the body is written anew from the source's, which takes a cell for every unit.
 *
 * @param changed keys whose words differ from what stands there.
 */
export function editBlock(
  source: InFile,
  own: InFile,
  counterpart: Counterpart,
  cells: Cells,
  changed: ReadonlySet<string>,
): { edits: TextEdit[]; faults: CellFault[] } {
  const faults: CellFault[] = []
  const lines = own.text.source.split('\n')
  const edits: TextEdit[] = []
  if (own.block.kind !== 'letter') {
    const values = readAttributes(source.block, cells, faults).filter(([name]) => changed.has(attributeKey(name)))
    const line = own.block.position.start.line
    const start = offsetOf(lines, { line, column: 1 })
    const before = lines[line - 1] ?? ''
    const after = editAttributes(before, values, wordsOf(source.block))
    if (after !== before) edits.push({ start, end: start + before.length, text: after })
  }
  const prose = [...changed].filter((key) => !key.startsWith('@'))
  if (counterpart.same) {
    for (const [index, passage] of listPassages(source.block, false).entries()) {
      const there = counterpart.passages[index]
      if (!there || !prose.some((key) => key.split('.')[0] === String(index))) continue
      const markdown = readPassage(index, passage, counterpart, cells, faults)
      edits.push(replacePassage(lines, there.passage, markdown))
    }
  } else if (prose.length > 0) {
    const body = composeBody(source, counterpart, cells, faults)
    const comments = own.block.body.filter(isComment).map((node) => ('value' in node ? node.value : ''))
    edits.push({ ...bodyRange(own.block, lines), text: [...comments, body].join('\n\n') })
  }
  return { edits, faults }
}

/** The source's body with a translator's words in place of its own. */
function composeBody(
  { text, block }: InFile,
  counterpart: Counterpart | undefined,
  cells: Cells,
  faults: CellFault[],
): string {
  const lines = text.source.split('\n')
  const { start, end } = bodyRange(block, lines)
  const edits: TextEdit[] = removeComments(block.body, lines)
  for (const [index, passage] of listPassages(block, false).entries()) {
    if (![...cells.keys()].some((key) => key.split('.')[0] === String(index))) continue
    const markdown = readPassage(index, passage, counterpart, cells, faults)
    edits.push(replacePassage(lines, passage, markdown))
  }
  const within = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
  return applyEdits(text.source.slice(start, end), within)
    .replaceAll(/\n[ \t]*\n(?:[ \t]*\n)+/g, '\n\n')
    .replaceAll(/^\n+|\s+$/g, '')
}

/** Where a block's prose stands, its fences left out. */
function bodyRange({ kind, position }: Block, lines: readonly string[]): { start: number; end: number } {
  if (kind === 'letter') return { start: offsetOf(lines, position.start), end: offsetOf(lines, position.end) }
  const start = offsetOf(lines, { line: position.start.line + 1, column: 1 })
  const end = offsetOf(lines, { line: position.end.line, column: 1 }) - 1
  return { start, end: Math.max(start, end) }
}

/** Notes of the source's writers are not for readers of the translation's file. */
function removeComments(body: RootContent[], lines: readonly string[]): TextEdit[] {
  const edits: TextEdit[] = []
  visit({ type: 'root', children: body }, 'html', (node, index, parent) => {
    if (!isComment(node) || !node.position || index === undefined || parent?.type === 'paragraph') return
    // Without something between them two lists would be one.
    const parted = parent?.children[index - 1]?.type === 'list' && parent.children[index + 1]?.type === 'list'
    const [start, end] = [offsetOf(lines, node.position.start), offsetOf(lines, node.position.end)]
    edits.push({ start, end, text: parted ? '<!-- -->' : '' })
  })
  return edits
}

function replacePassage(lines: readonly string[], { position }: Passage, markdown: string): TextEdit {
  const { start, end } = position
  // Within a quotation or a list every line begins as the first does, without the marks of a list.
  const margin = (lines[start.line - 1] ?? '').slice(0, start.column - 1).replaceAll(/[^>\s]/g, ' ')
  const text = markdown.replaceAll('\n', `\n${margin}`)
  return { start: offsetOf(lines, start), end: offsetOf(lines, end), text }
}

function readPassage(
  index: number,
  source: Passage,
  counterpart: Counterpart | undefined,
  cells: Cells,
  faults: CellFault[],
): string {
  const numbers = source.tokens.map((_, at) => at + 1)
  const tokens = new Map<number, Token>(source.tokens.map((token, at) => [at + 1, token]))
  // A translation may link to a page in its own language.
  for (const [number, token] of counterpart?.passages[index]?.tokens ?? []) tokens.set(number, token)
  const plain = (key: string, words: string | null | undefined): string | undefined => {
    const cell = cells.get(key)
    if (cell === undefined) return undefined
    const read = readPlain(cell, writePlain(words ?? '').tokens)
    faults.push(...read.faults.map((fault) => ({ key, fault })))
    return read.text
  }
  const nested = (number: number) => {
    const token = source.tokens[number - 1]
    if (token?.kind !== 'image' && token?.kind !== 'link') return {}
    const alt = token.kind === 'image' ? plain(altKey(index, number), token.node.alt) : undefined
    const title = plain(titleKey(index, number), token.node.title)
    return { ...(alt !== undefined && { alt }), ...(title !== undefined && { title }) }
  }
  const key = passageKey(index)
  const cell = cells.get(key) ?? counterpart?.words.get(key) ?? writeProse(source.children, numbers)
  const read = readProse(cell, source.form, tokens, new Set(numbers), nested)
  faults.push(...read.faults.map((fault) => ({ key, fault })))
  if (read.markup) faults.push({ key, fault: { kind: 'markup', number: 0 } })
  return read.markdown
}

function readAttributes(source: Block, cells: Cells, faults: CellFault[]): [string, string][] {
  return Object.entries(wordsOf(source)).flatMap(([name, words]): [string, string][] => {
    const key = attributeKey(name)
    const cell = cells.get(key)
    if (cell === undefined) return []
    const read = readPlain(tidyCell(cell), writePlain(words).tokens)
    faults.push(...read.faults.map((fault) => ({ key, fault })))
    return [[name, read.text]]
  })
}
