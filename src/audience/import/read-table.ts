import { Readable } from 'node:stream'
import { type CsvError, type Info, parse } from 'csv-parse'
import { importEmpty } from '../problems.ts'

export type Delimiter = ',' | ';' | '\t'

/** One row of the file: its cells, or why nothing from here on could be read. */
export type TableRow = { line: number; cells: string[] } | { line: number; unreadable: string }

const maxRowCharacters = 100_000
const maxHeaderCharacters = 65_536

/**
 * Split a CSV file into rows, reading it only as fast as the rows are taken.
 *
 * @throws Problem `import_empty`
 */
export async function readTable(
  text: AsyncIterable<string>,
): Promise<{ delimiter: Delimiter; rows: AsyncGenerator<TableRow> }> {
  const chunks = text[Symbol.asyncIterator]()
  let start = ''
  while (start.length < maxHeaderCharacters && !start.trimStart().includes('\n')) {
    const next = await chunks.next()
    if (next.done) break
    start += next.value
  }
  if (start.trim() === '') throw importEmpty()
  // Excel's own first line.
  const announced = /^sep=([,;\t])\n/.exec(start)
  const body = announced ? start.slice(announced[0].length) : start
  const delimiter = (announced?.[1] as Delimiter | undefined) ?? guessDelimiter(body)
  const rest = async function* () {
    yield body
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return { delimiter, rows: splitRows(rest(), delimiter, announced ? 1 : 0) }
}

/** The one that the header has most of, outside quotes. */
function guessDelimiter(text: string): Delimiter {
  const header = text.trimStart().split('\n', 1)[0] ?? ''
  const bare = header.replace(/"(?:[^"]|"")*"/g, '')
  const count = (delimiter: Delimiter) => bare.split(delimiter).length
  return (['\t', ';', ','] as const).reduce((best, one) => (count(one) > count(best) ? one : best), ',')
}

async function* splitRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  skipped: number,
): AsyncGenerator<TableRow> {
  let broken: CsvError | undefined
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRowCharacters,
    skip_records_with_error: true,
    on_skip: (error) => {
      broken ??= error
      return undefined
    },
  })
  const source = Readable.from(text)
  source.on('error', (error) => parser.destroy(error))
  source.pipe(parser)
  let end = skipped
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      end = skipped + info.lines
      const within = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
      yield { line: end - within, cells: record }
    }
  } finally {
    source.destroy()
  }
  if (broken) {
    const opened = broken.code === 'CSV_QUOTE_NOT_CLOSED' || broken.code === 'CSV_MAX_RECORD_SIZE'
    const why = opened ? 'a quote (") is opened in or after this line and not closed' : broken.message
    yield { line: end + 1, unreadable: `${why}; nothing from here on was read` }
  }
}
