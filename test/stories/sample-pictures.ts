import sharp, { type Exif, type Sharp } from 'sharp'

/** A photograph of nothing, with what a camera writes into it. */
export function makeJpeg(exif: Exif = {}): Promise<Buffer> {
  return plain().jpeg().withExif(exif).toBuffer()
}

export function plain(): Sharp {
  return sharp({ create: { width: 8, height: 8, channels: 3, background: '#777' } })
}

/** EXIF’s directory of the place, as cameras write it. */
export const somewhere = {
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '40/1 42/1 46/1', GPSLongitudeRef: 'W', GPSLongitude: '74/1 0/1 21/1' },
}

/** The smallest JPEG there is with a segment of metadata: enough for readers of segments. */
export function jpegWith(marker: number, content: Buffer): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(content.length + 2)
  return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, marker]), length, content, Buffer.from([0xff, 0xd9])])
}

/** EXIF by hand: one directory that points at one of the place, with these degrees. */
export function locatedJpeg(degrees = 40): Buffer {
  const tiff = Buffer.alloc(120)
  tiff.write('II')
  tiff.writeUInt16LE(42, 2)
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  writeEntry(tiff, 10, 0x8825, 4, 1, 26)
  tiff.writeUInt16LE(2, 26)
  writeEntry(tiff, 28, 2, 5, 3, 60)
  writeEntry(tiff, 40, 4, 5, 3, 84)
  for (const at of [60, 84]) {
    tiff.writeUInt32LE(degrees, at)
    for (const denominator of [4, 12, 20]) tiff.writeUInt32LE(1, at + denominator)
  }
  return jpegWith(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff]))
}

function writeEntry(tiff: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  tiff.writeUInt16LE(tag, at)
  tiff.writeUInt16LE(type, at + 2)
  tiff.writeUInt32LE(count, at + 4)
  tiff.writeUInt32LE(value, at + 8)
}
