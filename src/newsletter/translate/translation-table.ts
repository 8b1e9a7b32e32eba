import { createReadStream } from 'node:fs'
import { formatCsvRow } from '../../audience/csv-row.ts'
import { decodeText } from '../../audience/import/decode-text.ts'
import { readTable } from '../../audience/import/read-table.ts'
import type { Row } from '../../document/translation/rows.ts'
import { Problem } from '../../problem/problem.ts'
import { translateFileMissing, translateFileUnreadable, translateHeader } from './problems.ts'

export interface Columns {
  source: string
  target: string
}

/** The table for a translator: a byte order mark, so that spreadsheets take it for UTF-8, and two columns. */
export function formatTable(rows: readonly Row[], { source, target }: Columns): string {
  const lines = rows.map((row) => [`⟦${row.marker}⟧ ${row.source}`, guard(row.target)])
  return `\ufeff${[[source, target], ...lines].map(formatCsvRow).join('')}`
}

/** What would lose an apostrophe of its own when it comes back gets one more. */
const guard = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)

/** Without the apostrophe that keeps a spreadsheet from running a cell as a formula (OWASP, “CSV Injection”). */
const unguard = (cell: string): string => cell.replace(/^'(?='*[=+\-@\t\r])/, '')

/** A row of a table that came back. */
export interface TableLine {
  /** As a spreadsheet counts, the header being 1. */
  row: number
  /** The line of the file in which it begins. */
  line: number
  source: string
  target: string
}

/**
 * Read a table that came back, in whichever way a spreadsheet saved it: commas, semicolons or tabs.
 *
 * @throws Problem translate_file_missing, translate_file_unreadable, translate_header
 */
export async function readTranslationTable(file: string, columns: Columns): Promise<TableLine[]> {
  const found: TableLine[] = []
  let places: { source: number; target: number } | undefined
  let row = 0
  try {
    const { rows } = await readTable(decodeText(createReadStream(file)))
    for await (const read of rows) {
      row += 1
      if ('unreadable' in read) throw translateFileUnreadable({ why: `${read.unreadable}.` }, { file })
      const { line, cells } = read
      if (!places) places = findColumns(cells, columns, file)
      else {
        const [source, target] = [unguard(cells[places.source] ?? ''), unguard(cells[places.target] ?? '')]
        if (source.trim() !== '' || target.trim() !== '') found.push({ row, line, source, target })
      }
    }
  } catch (error) {
    throw inTable(error, file)
  }
  return found
}

function findColumns(cells: readonly string[], columns: Columns, file: string): { source: number; target: number } {
  const names = cells.map((cell) => cell.trim().normalize('NFC').toLowerCase())
  const [source, target] = [columns.source, columns.target].map((name) => names.indexOf(name.toLowerCase()))
  if (source === undefined || target === undefined || source < 0 || target < 0) {
    throw translateHeader({ found: cells.map((cell) => `“${cell.trim().slice(0, 40)}”`), ...columns }, { file })
  }
  return { source, target }
}

/** Reading speaks of a list of people; this is a table. */
function inTable(error: unknown, file: string): unknown {
  if (!(error instanceof Problem) || !error.code.startsWith('import_')) return error
  const { cause, place } = error
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return translateFileMissing({ file })
  const reasons: Record<string, string> = {
    import_empty: 'it is empty.',
    import_not_utf8: 'it is not in UTF-8, so letters such as ñ and ễ are damaged.',
    import_not_text: 'it is no CSV file but a workbook or another file of bytes.',
  }
  return translateFileUnreadable({ why: reasons[error.code] ?? error.reason }, { file, place, cause })
}
