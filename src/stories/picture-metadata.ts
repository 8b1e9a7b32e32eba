import { inflateSync } from 'node:zlib'

/** What a picture's file says beside its pixels. `exif` begins with the TIFF header; `text` is anything with words in it. */
export interface MetadataPart {
  kind: 'exif' | 'text'
  bytes: Buffer
}

/** Words hidden in compressed parts come out at most this long. */
const mostText = 1024 * 1024

/**
 * The parts of a picture's file that hold no pixels: EXIF, XMP, IPTC, comments, PNG texts; of an SVG, all of it. The
 * renditions of a mail have none of them, but git keeps the file as it is. A file that is cut off gives what there is.
 */
export function listMetadata(picture: Uint8Array): MetadataPart[] {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength)
  if (bytes.subarray(0, 2).equals(Buffer.from([0xff, 0xd8]))) return jpegParts(bytes)
  if (bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return pngParts(bytes)
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return webpParts(bytes)
  if (ascii(bytes, 0, 3) === 'GIF') return gifParts(bytes)
  // An SVG is text; the pictures inside it are not.
  const start = bytes.subarray(0, 1024).toString('utf8')
  return /<(?:svg|\?xml|!--|!doctype)/i.test(start) ? [textPart(dropDataUrls(bytes))] : []
}

const ascii = (bytes: Buffer, at: number, length: number): string => bytes.toString('latin1', at, at + length)

const textPart = (bytes: Buffer): MetadataPart => ({ kind: 'text', bytes })

const dropDataUrls = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.toString('utf8').replaceAll(/data:[^"')\s]{100,}/g, ''))

/** EXIF that stands behind its own name, as JPEG has it and some other writers put it too. */
function exifPart(bytes: Buffer): MetadataPart {
  return { kind: 'exif', bytes: ascii(bytes, 0, 4) === 'Exif' ? bytes.subarray(6) : bytes }
}

/** Segments up to the pixels: FF, a marker, two bytes of length that count themselves (ITU T.81, B.1.1.4). */
function jpegParts(bytes: Buffer): MetadataPart[] {
  const parts: MetadataPart[] = []
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda || marker === 0xd9) break
    const length = bytes.readUInt16BE(at + 2)
    const content = bytes.subarray(at + 4, at + 2 + length)
    const isApplication = marker >= 0xe0 && marker <= 0xef
    if (marker === 0xe1 && ascii(content, 0, 4) === 'Exif') parts.push(exifPart(content))
    // APP2 holds the colour profile, APP14 how colours were turned into numbers.
    else if ((isApplication && marker !== 0xe2 && marker !== 0xee) || marker === 0xfe) parts.push(textPart(content))
    at += 2 + Math.max(2, length)
  }
  return parts
}

/** Chunks: length, type, content, check sum (PNG specification, 5.3). */
function pngParts(bytes: Buffer): MetadataPart[] {
  const parts: MetadataPart[] = []
  for (let at = 8; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at)
    const type = ascii(bytes, at + 4, 4)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'eXIf') parts.push(exifPart(content))
    else if (type === 'tEXt') parts.push(textPart(content))
    else if (type === 'zTXt' || type === 'iTXt') parts.push(textPart(content), ...inflated(content, type === 'iTXt'))
    at += 12 + length
  }
  return parts
}

/**
 * The compressed text of a chunk: it stands behind the keyword and the method; in an iTXt, behind a flag, the language and
 * the keyword’s translation too (PNG specification, 11.3.4).
 */
function inflated(content: Buffer, isInternational: boolean): MetadataPart[] {
  const keyword = content.indexOf(0)
  const language = isInternational ? content.indexOf(0, keyword + 3) : 0
  const start = isInternational ? content.indexOf(0, language + 1) + 1 : keyword + 2
  if (keyword < 0 || language < 0 || start === 0) return []
  try {
    return [textPart(inflateSync(content.subarray(start), { maxOutputLength: mostText }))]
  } catch {
    // Not compressed, or cut off.
    return []
  }
}

function webpParts(bytes: Buffer): MetadataPart[] {
  const parts: MetadataPart[] = []
  for (let at = 12; at + 8 <= bytes.length; ) {
    const type = ascii(bytes, at, 4)
    const length = bytes.readUInt32LE(at + 4)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (type === 'EXIF') parts.push(exifPart(content))
    else if (type === 'XMP ') parts.push(textPart(content))
    at += 8 + length + (length % 2)
  }
  return parts
}

/** Comment and application extensions, each a row of sub-blocks (GIF89a, 24 and 26). */
function gifParts(bytes: Buffer): MetadataPart[] {
  const parts: MetadataPart[] = []
  for (const introducer of [Buffer.from([0x21, 0xfe]), Buffer.from([0x21, 0xff])]) {
    for (let at = bytes.indexOf(introducer); at >= 0; at = bytes.indexOf(introducer, at + 2)) {
      const blocks: Buffer[] = []
      let next = at + 2
      // XMP in a GIF is written without sub-blocks, so that the lengths are its own letters: they are text as well.
      for (let length = bytes[next] ?? 0; length > 0 && next < bytes.length; length = bytes[next] ?? 0) {
        blocks.push(bytes.subarray(next + (introducer[1] === 0xfe ? 1 : 0), next + 1 + length))
        next += 1 + length
      }
      if (blocks.length > 0) parts.push(textPart(Buffer.concat(blocks)))
    }
  }
  return parts
}
