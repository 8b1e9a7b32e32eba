import type { JudgedBlock } from '../../document/translation/judge-translation.ts'
import type { Row } from '../../document/translation/rows.ts'
import { tidyCell } from '../../document/translation/token-text.ts'
import type { Problem, Report } from '../../problem/problem.ts'
import {
  translateRowMissing,
  translateRowsEmpty,
  translateRowTwice,
  translateRowUnknown,
  translateRowUnmarked,
  translateSourceChanged,
} from './problems.ts'
import type { TableLine } from './translation-table.ts'

/** What a table brings for one block. */
export interface BlockWords {
  block: JudgedBlock
  /** By key, tidied; empty cells are not in it. */
  cells: Map<string, string>
  /** Every unit has words. */
  complete: boolean
  /** Keys whose words differ from the translation as it is. */
  changed: Set<string>
  /** Where each key's row stands in the table. */
  lines: Map<string, { line: TableLine; marker: string }>
}

/**
 * Match a table's rows with the issue as it is now.
 *
 * Rows of a block whose words have changed since the export are reported and left out; what cannot be told is an error.
 */
export function matchRows(
  table: readonly TableLine[],
  rows: readonly Row[],
  blocks: readonly JudgedBlock[],
  file: string,
): { found: BlockWords[]; problems: Problem[] } {
  const problems: Problem[] = []
  const known = new Map(rows.map((row) => [row.marker, row]))
  const lines = new Map<string, TableLine>()
  const changed = new Map<string, number>()
  for (const line of table) {
    const { row } = line
    const at = { file, place: { line: line.line, column: 1 } }
    const [, written, words = ''] = /^\s*⟦([^⟦⟧]*)⟧([\s\S]*)$/.exec(line.source) ?? []
    const marker = written?.trim().replaceAll(/\s+/g, ' ')
    if (marker === undefined || /^\/?\d*$/.test(marker)) {
      problems.push(translateRowUnmarked({ row, words: tidyCell(line.source).slice(0, 60) }, at))
      continue
    }
    const unit = known.get(marker)
    const block = unit?.block ?? blockOf(marker, blocks)
    if (block === undefined) problems.push(translateRowUnknown({ row, marker }, at))
    else if (!unit || tidyCell(words) !== tidyCell(unit.source)) {
      if (changed.has(block)) continue
      changed.set(block, row)
      problems.push(translateSourceChanged({ row, name: nameOf(block, blocks) }, at))
    } else {
      const first = lines.get(marker)
      if (first) problems.push(translateRowTwice({ row, marker, first: first.row }, at))
      else lines.set(marker, line)
    }
  }
  const found = blocks.flatMap((block) => {
    const units = rows.filter((row) => row.block === block.id)
    // Nothing in it is for a translator: a new translation takes it over as it is.
    if (units.length === 0 && block.state === 'missing') {
      return [{ block, cells: new Map(), complete: true, changed: new Set<string>(), lines: new Map() }]
    }
    if (changed.has(block.id) || !units.some(({ marker }) => lines.has(marker))) return []
    return [readBlock(block, units, lines, file, (problem) => problems.push(problem))]
  })
  return { found, problems }
}

/** The block that a marker speaks of, although no row of it is called so any more. */
function blockOf(marker: string, blocks: readonly JudgedBlock[]): string | undefined {
  const [kind, id] = marker.split(' ')
  return blocks.find((block) => block.kind === kind && (block.id === id || block.id === kind))?.id
}

function nameOf(id: string, blocks: readonly JudgedBlock[]): string {
  return blocks.find((block) => block.id === id)?.name ?? id
}

function readBlock(
  block: JudgedBlock,
  units: readonly Row[],
  lines: ReadonlyMap<string, TableLine>,
  file: string,
  report: Report,
): BlockWords {
  const cells = new Map<string, string>()
  const changed = new Set<string>()
  const places: BlockWords['lines'] = new Map()
  const empty: TableLine[] = []
  for (const { key, marker, target } of units) {
    const line = lines.get(marker)
    if (!line) {
      report(translateRowMissing({ marker, name: block.name }, { file }))
      continue
    }
    const cell = tidyCell(line.target)
    places.set(key, { line, marker })
    if (cell === '') empty.push(line)
    else {
      cells.set(key, cell)
      if (cell !== tidyCell(target)) changed.add(key)
    }
  }
  const [first] = empty
  if (first) {
    const values = { rows: empty.map(({ row }) => row), name: block.name, left: block.state === 'missing' }
    report(translateRowsEmpty(values, { file, place: { line: first.line, column: 1 } }))
  }
  return { block, cells, complete: cells.size === units.length, changed, lines: places }
}
