import { isUtf8 } from 'node:buffer'
import { importNotUtf8, importUnreadable } from '../problems.ts'

/**
 * The text of a file, chunk by chunk: UTF-8 with or without a BOM, line ends made LF.
 *
 * @throws Problem `import_not_utf8` at the line, `import_unreadable` when the source cannot be read
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
    if (first && isUtf16(chunk)) throw importNotUtf8({ encoding: 'UTF-16 (“Unicode text”)' })
    first = false
    yield decode(chunk)
  }
  yield decode()
}

/** A BOM, or the zero bytes that ASCII has in UTF-16. */
function isUtf16(chunk: Uint8Array): boolean {
  const [one, two] = chunk
  return (one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff) || chunk.subarray(0, 1024).includes(0)
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
