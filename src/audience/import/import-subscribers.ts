import type { Newsletter } from '../../issue/newsletter.ts'
import type { AudienceStore, UpsertOutcome } from '../audience-store.ts'
import { readLanguage } from '../language.ts'
import { importBadDefault } from '../problems.ts'
import type { Subscriber } from '../subscriber.ts'
import type { Vault } from '../vault.ts'
import { type Columns, findColumns } from './columns.ts'
import { type DateOrder, readConsentDate } from './consent-date.ts'
import { decodeText } from './decode-text.ts'
import { hideAddresses } from './hide-addresses.ts'
import { type Defaults, makeRowReader } from './read-row.ts'
import { type Delimiter, readTable, type TableRow } from './read-table.ts'
import { groupReject, type RejectedRow, type RejectGroup } from './reject-groups.ts'

/** A row that was not taken, its cells as they stand in the file: for the rejects file only. */
export interface Reject extends RejectedRow {
  cells: string[]
}

/** `read` is the sum of added, updated, unchanged, suppressed, duplicates and rejectedTotal. */
export interface ImportReport {
  dryRun: boolean
  /** Rows of people. */
  read: number
  added: number
  updated: number
  unchanged: number
  /** Never to be mailed again, and so left out. */
  suppressed: number
  /** Later rows of an address that came before in this file: merged into it. */
  duplicates: number
  rejectedTotal: number
  /** The first thousand, no address readable in them; `onReject` hears all, with their cells. */
  rejected: RejectedRow[]
  /** All of them, by kind. */
  rejectGroups: RejectGroup[]
  /** Taken rows that named no language and got the default. */
  assumedLanguage: number
  /** Topics that the newsletter does not have, with the rows that named them; the rows are taken without them. */
  unknownTopics: Record<string, number>
  delimiter: Delimiter
  /** Our field → the header it was found under. */
  columns: Columns['found']
  /** Columns that were not taken over. */
  ignored: string[]
  /** The first row, if it is a header. */
  header: string[]
}

export interface ImportRequest {
  /** The file's bytes. */
  source: AsyncIterable<Uint8Array>
  newsletter: Newsletter
  /** Opens the list, once the file's header could be read: nothing is made for a file that is none. */
  open: () => Promise<{
    store: Pick<AudienceStore, 'upsertSubscribers'>
    vault: Pick<Vault, 'addressHash'>
    /** Of `beginImport`: kept with everybody who is added. */
    importId?: number
  }>
  dryRun?: boolean
  /** Our field → the file's column, by header or by number from 1. */
  map?: Record<string, string>
  defaults?: Defaults
  /** How dates such as 1/5/24 are to be read; without it they are rejected. */
  dates?: DateOrder
  /** Epoch milliseconds. */
  now: number
  /** Hears every rejected row, in order, for the rejects file. */
  onReject?: (reject: Reject, report: Pick<ImportReport, 'header'>) => void | Promise<void>
}

const pageSize = 1000
const keptRejects = 1000
const keptTopics = 200

/**
 * Bring a CSV list in, in pages, with the memory of a page. Rows that cannot be taken are reported by line and stop
 * nothing. A dry run writes nothing and counts the same. Importing a file again is harmless.
 *
 * @throws Problem `import_…` when the file as a whole cannot be read
 */
export async function importSubscribers(request: ImportRequest): Promise<ImportReport> {
  const { defaults = {}, newsletter, now } = request
  checkDefaults(defaults, newsletter, now, request.dates)
  const { delimiter, rows } = await readTable(decodeText(request.source))
  try {
    return await importRows(request, delimiter, rows)
  } finally {
    // Lets go of the file, or of standard input, when the import ends early.
    await rows.return(undefined)
  }
}

async function importRows(
  request: ImportRequest,
  delimiter: Delimiter,
  rows: AsyncGenerator<TableRow>,
): Promise<ImportReport> {
  const { newsletter, dryRun = false, defaults = {}, now } = request
  const first = await rows.next()
  const top = first.done || !('cells' in first.value) ? [] : first.value.cells
  const columns = findColumns(top, request.map)
  const report = emptyReport(dryRun, delimiter, columns, top)
  const readRow = makeRowReader(columns, newsletter, defaults, now, request.dates)
  const { store, vault, importId } = await request.open()
  const seen = new Set<number>()
  let page: { subscriber: Subscriber; duplicate: boolean }[] = []

  const flush = async (): Promise<void> => {
    const outcomes = await store.upsertSubscribers(
      page.map(({ subscriber }) => subscriber),
      now,
      { dryRun, importId },
    )
    for (const [index, { duplicate }] of page.entries()) count(report, duplicate ? 'duplicate' : outcomes[index])
    page = []
  }
  const reject = async (rejected: RejectedRow, cells: string[]): Promise<void> => {
    report.rejectedTotal += 1
    if (report.rejected.length < keptRejects) report.rejected.push(rejected)
    groupReject(report.rejectGroups, rejected)
    await request.onReject?.({ ...rejected, cells }, report)
  }
  const take = async (row: TableRow): Promise<void> => {
    if ('cells' in row && row.cells.every((cell) => cell.trim() === '')) return
    report.read += 1
    if ('unreadable' in row) return await reject({ line: row.line, kind: 'unreadable', reason: row.unreadable }, [])
    const extra = row.cells.slice(top.length).some((cell) => cell.trim() !== '')
    if (extra || row.cells.length < top.length) {
      const reason = `it has ${row.cells.length} columns where the first row has ${top.length}; a cell that holds the separator needs quotes (")`
      return await reject({ line: row.line, kind: 'cells', reason }, row.cells)
    }
    const read = readRow(row.cells)
    if ('rejected' in read) return await reject({ line: row.line, ...read.rejected }, row.cells)
    for (const topic of read.unknownTopics) countTopic(report.unknownTopics, topic)
    if (read.assumedLanguage) report.assumedLanguage += 1
    const fingerprint = fingerprintOf(vault.addressHash(read.subscriber.address))
    page.push({ subscriber: read.subscriber, duplicate: seen.has(fingerprint) })
    seen.add(fingerprint)
    if (page.length >= pageSize) await flush()
  }

  if (!columns.header && !first.done) await take(first.value)
  for await (const row of rows) await take(row)
  await flush()
  return report
}

/**
 * 52 bits of a hash as a number: a million of them fit where a million hashes would not, and two different addresses
 * among a million share one once in ten thousand imports, which would miscount one duplicate and lose nothing.
 */
function fingerprintOf(hash: Buffer): number {
  return hash.readUIntBE(0, 6) * 16 + (hash.readUInt8(6) & 15)
}

function count(report: ImportReport, outcome: UpsertOutcome | 'duplicate' | undefined): void {
  if (outcome === 'duplicate') report.duplicates += 1
  else if (outcome !== undefined) report[outcome] += 1
}

function countTopic(topics: Record<string, number>, topic: string): void {
  if (Object.hasOwn(topics, topic) || Object.keys(topics).length < keptTopics) topics[topic] = (topics[topic] ?? 0) + 1
}

function checkDefaults(defaults: Defaults, newsletter: Newsletter, now: number, dates: DateOrder | undefined): void {
  const { language, consentedAt } = defaults
  if (language !== undefined && readLanguage(language, newsletter.languages) === undefined) {
    throw importBadDefault({ what: 'language', why: `“${language}” is not a language; write a tag such as es` })
  }
  const at = consentedAt === undefined ? undefined : readConsentDate(consentedAt, newsletter.timezone, now, dates)
  if (at && 'kind' in at) throw importBadDefault({ what: 'consent date', why: at.reason })
}

function emptyReport(dryRun: boolean, delimiter: Delimiter, columns: Columns, top: string[]): ImportReport {
  return {
    dryRun,
    ...{ read: 0, added: 0, updated: 0, unchanged: 0, suppressed: 0, duplicates: 0, rejectedTotal: 0 },
    rejected: [],
    rejectGroups: [],
    assumedLanguage: 0,
    unknownTopics: Object.create(null),
    delimiter,
    columns: columns.found,
    ignored: columns.ignored.map((column) => hideAddresses(column, 60)),
    header: columns.header ? top : [],
  }
}
