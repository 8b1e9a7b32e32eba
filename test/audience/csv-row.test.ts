import { describe, expect, test } from 'vitest'
import { exportHeader, exportRow, formatCsvRow, rejectsHeader, rejectsRow } from '../../src/audience/csv-row.ts'

describe('a row we write', () => {
  test('quotes what needs quotes', () => {
    expect(formatCsvRow(['plain', 'a,b', 'say "hi"', 'two\nlines', ' blank'])).toBe(
      'plain,"a,b","say ""hi""","two\nlines"," blank"\n',
    )
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('does not let a spreadsheet run %j', (cell) => {
    expect(formatCsvRow([cell])).toMatch(/^"?'/)
  })

  test('holds a subscriber in the columns that importing knows', () => {
    const consent = { at: '2024-01-05T05:00:00.000Z', source: 'web form' }
    const row = exportRow({ address: 'a@example.org', language: 'en', topics: ['legal', 'policy'], consent })
    expect(row).toHaveLength(exportHeader.length)
    expect(formatCsvRow(row)).toBe('a@example.org,,en,,legal;policy,2024-01-05T05:00:00.000Z,web form,\n')
  })

  test('of rejects keeps line and reason in their columns, however many cells the row had', () => {
    const header = ['email', 'name']
    expect(rejectsHeader(header)).toEqual(['email', 'name', 'rejected_line', 'rejected_reason'])
    expect(rejectsRow({ cells: ['x'], line: 7, reason: 'why' }, header)).toEqual(['x', '', '7', 'why'])
  })
})
