import { isUtf8 } from 'node:buffer'
import { importNotText, importNotUtf8, importUnreadable } from '../problems.ts'

/**
 * The text of a file, chunk by chunk: UTF-8 with or without a BOM, line ends made LF.
 *
 * @throws Problem `import_not_utf8` at the line, `import_not_text`, `import_unreadable` when the source cannot be read
 */
export async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let first = true
  let afterReturn = false
  const decode = (chunk?: Uint8Array): string => {
    let text: string
    try {
      text = decoder.decode(chunk, { stream: chunk !== undefined })
    } catch (cause) {
      throw importNotUtf8(
        { encoding: 'an older encoding, such as Latin-1 or Windows-1252' },
        { ...pointAt(line, chunk), cause },
      )
    }
    // A CRLF may be cut in two between chunks.
    if (afterReturn && text.startsWith('\n')) text = text.slice(1)
    if (text !== '') afterReturn = text.endsWith('\r')
    text = text.replace(/\r\n?/g, '\n')
    line += text.split('\n').length - 1
    return text
  }
  for await (const chunk of readable(source)) {
    if (first) {
      const kind = otherKind(chunk)
      if (kind) throw importNotText(kind)
      if (isUtf16(chunk)) throw importNotUtf8({ encoding: 'UTF-16 (“Unicode text”)' })
      first = false
    }
    yield decode(chunk)
  }
  yield decode()
}

const excel = 'Open it in Excel, LibreOffice or Google Sheets, and save the sheet as “CSV UTF-8”.'

/** Files that are often taken for a list, by their first bytes. */
const kinds: { starts: readonly number[]; what: string; hint: string }[] = [
  {
    starts: [0x50, 0x4b, 0x03, 0x04],
    what: 'an Excel workbook (.xlsx) or another packed file (.ods, .zip)',
    hint: excel,
  },
  { starts: [0xd0, 0xcf, 0x11, 0xe0], what: 'an Excel workbook of the old kind (.xls)', hint: excel },
  { starts: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', hint: 'Export the list as CSV from where it is kept.' },
  { starts: [0x1f, 0x8b], what: 'a packed file (gzip)', hint: 'Unpack it, and import the CSV file in it.' },
]

/** What the file is when it is no text at all. */
function otherKind(chunk: Uint8Array): { what: string; hint: string } | undefined {
  const known = kinds.find(({ starts }) => starts.every((byte, at) => chunk[at] === byte))
  if (known) return known
  if (!chunk.subarray(0, 1024).includes(0) || isUtf16(chunk)) return undefined
  return { what: 'a file of bytes that are no text', hint: 'Export the list as CSV from where it is kept.' }
}

/** A BOM, or the zero bytes that ASCII has in UTF-16: every other one. */
function isUtf16(chunk: Uint8Array): boolean {
  const [one, two] = chunk
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) return true
  const zeros = [0, 0]
  for (const [at, byte] of chunk.subarray(0, 1024).entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  return (
    even + odd > 0 &&
    Math.min(even, odd) * 8 <= Math.max(even, odd) &&
    Math.max(even, odd) * 4 >= Math.min(chunk.length, 1024)
  )
}

/** The line of the chunk's first line that is not UTF-8. */
function pointAt(line: number, chunk: Uint8Array | undefined): { place?: { line: number; column: number } } {
  if (!chunk) return { place: { line, column: 1 } }
  let start = 0
  let at = line
  for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
    // The chunk's first line may begin in the middle of a character.
    if (start > 0 && !isUtf8(chunk.subarray(start, end))) break
    start = end + 1
    at += 1
  }
  return { place: { line: at, column: 1 } }
}

async function* readable(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause
    throw importUnreadable({ why: cause.code === 'ENOENT' ? 'there is no such file' : cause.message }, { cause })
  }
}
