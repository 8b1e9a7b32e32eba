import type { Block, Document } from '../../document/document.ts'
import { type CellFault, composeBlock, editBlock } from '../../document/translation/apply-words.ts'
import { findCounterpart, frontKeys } from '../../document/translation/rows.ts'
import { frontId } from '../../document/translation/source-hash.ts'
import { applyEdits, offsetOf, type TextEdit } from '../../document/translation/text-edits.ts'
import { readPlain, writePlain } from '../../document/translation/token-text.ts'
import { attributeKey } from '../../document/translation/units.ts'
import { editFrontMatter, emptyFrontMatter, type FrontMatterChange } from '../../issue/edit-front-matter.ts'
import type { Problem, Report } from '../../problem/problem.ts'
import { cellProblem } from './cell-problem.ts'
import type { BlockWords } from './match-rows.ts'
import type { OpenTranslation, TranslationFile } from './open-translation.ts'
import { translateExtra } from './problems.ts'

export interface BuiltTranslation {
  /** The file as it would be; only to be written where there is no error. */
  text: string
  /** Ids of the blocks whose words changed. */
  changed: string[]
  problems: Problem[]
}

/** Put a table's words into a translation's file, or make one of them. */
export function buildTranslation(open: OpenTranslation, words: readonly BlockWords[], table: string): BuiltTranslation {
  const problems: Problem[] = []
  const report: Report = (problem) => problems.push(problem)
  const front = words.find(({ block }) => block.id === frontId)
  const change: FrontMatterChange = front ? readFront(open.source.document, front, table, report) : {}
  const touched = words.filter(
    ({ block, changed, complete }) => changed.size > 0 && (block.state !== 'missing' || complete),
  )
  const wordless = touched.length > 0 ? words.filter(({ lines }) => lines.size === 0) : []
  const made = words
    .filter((one) => touched.includes(one) || wordless.includes(one))
    .map((one) => ({ ...one, ...(one === front ? noEdits : makeBlock(open, one, table, report)) }))
    .filter(({ left }) => !left)
  const text = open.own
    ? applyEdits(
        open.own.text.source,
        made.flatMap(({ edits }) => edits),
      )
    : [emptyFrontMatter.trimEnd(), made.flatMap(({ text: whole }) => whole ?? []).join('\n\n'), ''].join('\n')
  const changed = made.map(({ block }) => block.id)
  if (changed.length === 0) return { text: open.own?.text.source ?? '', changed, problems }
  const marks = made.filter(({ complete }) => complete).map(({ block }) => [block.id, block.hash] as const)
  const translated = Object.fromEntries(marks)
  return { text: editFrontMatter(text, { ...change, reviewed: false, translated }), changed, problems }
}

function readFront(
  source: Document,
  front: BlockWords,
  table: string,
  report: Report,
): Pick<FrontMatterChange, (typeof frontKeys)[number]> {
  const change: Pick<FrontMatterChange, (typeof frontKeys)[number]> = {}
  for (const name of frontKeys) {
    const key = attributeKey(name)
    const cell = front.cells.get(key)
    if (cell === undefined || !front.changed.has(key)) continue
    const { text, faults } = readPlain(cell, writePlain(source.meta[name]).tokens)
    for (const fault of faults) report(cellProblem({ key, fault }, front, table))
    change[name] = text
  }
  return change
}

interface MadeBlock {
  edits: TextEdit[]
  /** Nothing of it can be taken yet. */
  left?: true
  /** The whole block, where the translation has none. */
  text?: string
}

const noEdits: MadeBlock = { edits: [] }

function makeBlock({ source, own }: OpenTranslation, words: BlockWords, table: string, report: Report): MadeBlock {
  const block = source.document.blocks.find(({ id }) => id === words.block.id)
  if (!block) return noEdits
  const tell = (faults: CellFault[]) => {
    for (const fault of faults) report(cellProblem(fault, words, table))
  }
  const inSource = { text: source.text, block }
  const there = own?.document.blocks.find(({ id }) => id === block.id)
  const counterpart = findCounterpart(block, own?.document)
  if (!own || !there || !counterpart) {
    const { text, faults } = composeBlock(inSource, words.cells)
    tell(faults)
    return { edits: own ? [insertBlock(source.document, own, block, text)] : [], text }
  }
  const prose = [...words.changed].some((key) => !key.startsWith('@'))
  if (!counterpart.same && prose) {
    // The source's structure is taken over, which leaves no place for what has no words yet.
    if (!words.complete) return { edits: [], left: true }
    const { extra } = counterpart
    if (extra.length > 0) {
      const values = { name: words.block.name, count: extra.length, words: extra.join(' … ').slice(0, 200) }
      report(translateExtra(values, { file: own.text.file, place: there.position.start }))
    }
  }
  const { edits, faults } = editBlock(
    inSource,
    { text: own.text, block: there },
    counterpart,
    words.cells,
    words.changed,
  )
  tell(faults)
  return { edits }
}

/** Below the nearest block that comes before it in the source, or above all others. */
function insertBlock(source: Document, own: TranslationFile, block: Block, text: string): TextEdit {
  const lines = own.text.source.split('\n')
  const before = source.blocks
    .slice(0, source.blocks.indexOf(block))
    .flatMap(({ id }) => own.document.blocks.find((other) => other.id === id) ?? [])
    .at(-1)
  if (before) {
    const { line } = before.position.end
    const start = offsetOf(lines, { line, column: (lines[line - 1] ?? '').length + 1 })
    return { start, end: start, text: `\n\n${text}` }
  }
  const first = own.text.markdown.split('\n').findIndex((line) => line.trim() !== '')
  if (first < 0) return { start: own.text.source.length, end: own.text.source.length, text: `${text}\n` }
  const start = offsetOf(lines, { line: first + 1, column: 1 })
  return { start, end: start, text: `${text}\n\n` }
}
