import type { Table } from 'mdast'
import { writeInline } from './inline.ts'
import { countColumns, textWidth, wrap } from './wrap.ts'

const gap = 2

/** A table in columns where they fit a line, and else row by row as “Heading: cell”. */
export function writeTable(table: Table, words: { picture: string }, width = textWidth): string[] {
  const rows = table.children.map((row) =>
    row.children.map((cell) => writeInline(cell.children, words).replace(/\s+/g, ' ').trim()),
  )
  const [head = [], ...body] = rows
  const widths = head.map((_, column) => Math.max(3, ...rows.map((row) => countColumns(row[column] ?? ''))))
  const total = widths.reduce((sum, columns) => sum + columns + gap, -gap)
  return total <= width ? inColumns(head, body, widths) : rowByRow(head, body, width)
}

function inColumns(head: string[], body: string[][], widths: number[]): string[] {
  const line = (row: string[]): string =>
    widths
      .map((width, column) => (row[column] ?? '') + ' '.repeat(width - countColumns(row[column] ?? '') + gap))
      .join('')
      .trimEnd()
  return [line(head), widths.map((width) => '-'.repeat(width)).join(' '.repeat(gap)), ...body.map(line)]
}

function rowByRow(head: string[], body: string[][], width: number): string[] {
  return body.flatMap((row, index) => [
    ...(index === 0 ? [] : ['']),
    ...row.flatMap((cell, column) => wrap(head[column] ? `${head[column]}: ${cell}` : cell, { rest: '  ', width })),
  ])
}
