import type { Reject } from './import/import-subscribers.ts'
import type { Subscriber } from './subscriber.ts'

/**
 * One line of a CSV file (RFC 4180, LF). A cell that a spreadsheet would run as a formula is prefixed with an apostrophe
 * (OWASP, “CSV Injection”): a name such as `=HYPERLINK(…)` must not act on whoever opens our export. Importing takes the
 * apostrophe off again.
 */
export function formatCsvRow(cells: readonly string[]): string {
  return `${cells.map(formatCell).join(',')}\n`
}

function formatCell(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\n\r\t]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** The columns of an exported list; importing it again gives the same list. */
export const exportHeader = [
  'email',
  'name',
  'language',
  'region',
  'topics',
  'consented_at',
  'consent_source',
  'consent_wording',
]

/** A subscriber in the columns of `exportHeader`. */
export function exportRow({ address, name, language, region, topics, consent }: Subscriber): string[] {
  return [
    address,
    name ?? '',
    language,
    region ?? '',
    topics.join(';'),
    consent.at,
    consent.source,
    consent.wording ?? '',
  ]
}

/** The first row of a rejects file: the columns of the imported file, then ours. */
export function rejectsHeader(header: readonly string[]): string[] {
  return [...header, 'rejected_line', 'rejected_reason']
}

/** A rejected row in the columns of `rejectsHeader`; cells too many or too few stay visible. */
export function rejectsRow(
  { cells, line, reason }: Pick<Reject, 'cells' | 'line' | 'reason'>,
  header: readonly string[],
): string[] {
  const padded = [...cells, ...Array<string>(Math.max(0, header.length - cells.length)).fill('')]
  return [...padded, String(line), reason]
}
