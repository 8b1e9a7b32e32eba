import { listMetadata } from './picture-metadata.ts'

/**
 * The words in a picture's metadata: author, caption, keywords, comments, paths of folders. In whatever encoding a camera
 * or a program wrote them; what is not meant as words may be among them.
 */
export function readImageWords(picture: Uint8Array): string {
  const runs = listMetadata(picture).flatMap(({ bytes }) => [...readRuns(bytes), ...readWideRuns(bytes)])
  return decodeEntities(runs.join('\n'))
}

/** Stretches without control characters, as UTF-8 or, where they are none, as Latin-1. */
function readRuns(bytes: Buffer): string[] {
  const runs: string[] = []
  let start = 0
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at]
    const isText = byte !== undefined && (byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d)
    if (isText) continue
    if (at - start >= 3) runs.push(decode(bytes.subarray(start, at)))
    start = at + 1
  }
  return runs.filter((run) => /\p{L}{2}/u.test(run))
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

/** Words in UTF-16, which Windows writes into EXIF: at odd and even places, either byte first. */
function readWideRuns(bytes: Buffer): string[] {
  return [0, 1].flatMap((start) => {
    const even = bytes.subarray(start, bytes.length - ((bytes.length - start) % 2))
    return [even, Buffer.from(even).swap16()].flatMap((wide) => {
      const text = wide.toString('utf16le')
      return text.match(/[\p{Script=Latin}\p{M}\p{N} .,;:'’_/\\@-]{3,}/gu) ?? []
    })
  })
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** XMP and SVG are XML: a letter may be written by its number. */
function decodeEntities(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
