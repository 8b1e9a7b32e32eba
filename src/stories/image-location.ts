import { listMetadata } from './picture-metadata.ts'

const gpsPointer = 0x8825
const latitude = 2
const longitude = 4

/** Whether a picture's file says where on earth it was taken: in EXIF, or in XMP. */
export function holdsLocation(picture: Uint8Array): boolean {
  return listMetadata(picture).some(({ kind, bytes }) =>
    kind === 'exif'
      ? exifLocation(bytes)
      : /\bGPSL(?:at|ong)itude\b\s*(?:=\s*["']|>)\s*[\d+-]/.test(bytes.toString('latin1')),
  )
}

/** An entry of a directory: its value, or where that stands (TIFF 6.0, section 2). */
interface Entry {
  tag: number
  value: number
}

/** Whether both coordinates are there and not nothing: some cameras write empty ones. */
function exifLocation(bytes: Buffer): boolean {
  const order = bytes.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return false
  const little = order === 'II'
  const read16 = (at: number) => (at + 2 > bytes.length ? 0 : little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const read32 = (at: number) => (at + 4 > bytes.length ? 0 : little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const listEntries = (at: number): Entry[] =>
    Array.from({ length: Math.min(read16(at), 1000) }, (_, index) => {
      const entry = at + 2 + 12 * index
      return { tag: read16(entry), value: read32(entry + 8) }
    })
  const pointer = listEntries(read32(4)).find(({ tag }) => tag === gpsPointer)
  if (!pointer || pointer.value === 0) return false
  const position = listEntries(pointer.value).filter(({ tag }) => tag === latitude || tag === longitude)
  // Degrees, minutes, seconds, each a numerator and a denominator.
  const isSomewhere = ({ value }: Entry) =>
    [0, 8, 16].some((step) => read32(value + step) > 0 && read32(value + step + 4) > 0)
  return position.length === 2 && position.some(isSomewhere)
}
