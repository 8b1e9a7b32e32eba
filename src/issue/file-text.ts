import { isUtf8 } from 'node:buffer'
import { linePosition } from '../problem/positions.ts'
import type { Problem } from '../problem/problem.ts'
import { fileEncoding } from './problems.ts'

/**
 * Text as all later stages expect it: UTF-8 without a byte order mark, LF, NFC.
 *
 * NFC because a Mac gives Vietnamese in pieces (NFD), which then looks the same and compares unequal.
 */
export function readText(bytes: Uint8Array, file: string): { text: string } | { problem: Problem } {
  const encoding = wideEncoding(bytes)
  if (encoding || !isUtf8(bytes)) {
    const { line, column } = encoding ? { line: 1, column: 1 } : firstBadByte(bytes)
    return { problem: fileEncoding({ line, encoding }, { file, place: linePosition(line, '', column, column) }) }
  }
  // TextDecoder drops the byte order mark.
  const text = new TextDecoder('utf-8').decode(bytes)
  return { text: text.replaceAll(/\r\n?/g, '\n').normalize('NFC') }
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) ? 'UTF-16' : undefined
}

function firstBadByte(bytes: Uint8Array): { line: number; column: number } {
  let start = 0
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, start)
    const part = bytes.subarray(start, end < 0 ? undefined : end)
    if (!isUtf8(part) || end < 0) {
      const column = new TextDecoder('utf-8').decode(part).indexOf('\ufffd') + 1
      return { line, column: Math.max(1, column) }
    }
    start = end + 1
  }
}
