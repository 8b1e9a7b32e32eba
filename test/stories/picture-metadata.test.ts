import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { normaliseWords } from '../../src/stories/deny-list.ts'
import { holdsLocation } from '../../src/stories/image-location.ts'
import { readImageWords } from '../../src/stories/image-words.ts'
import { jpegWith, locatedJpeg, makeJpeg, plain, somewhere } from './sample-pictures.ts'

const name = 'Rosa Pérez'
const xmp = (content: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/" ${content}/></rdf:RDF></x:xmpmeta>`

/** A chunk of a PNG put in before the first of pixels. */
async function pngWith(type: string, content: Buffer): Promise<Buffer> {
  const png = await plain().png().toBuffer()
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const at = png.indexOf('IDAT') - 4
  return Buffer.concat([png.subarray(0, at), length, Buffer.from(type), content, Buffer.alloc(4), png.subarray(at)])
}

describe('the words in a picture’s metadata are read', () => {
  it.each<[string, () => Buffer | Promise<Buffer>]>([
    ['EXIF of a JPEG', () => makeJpeg({ IFD0: { Artist: name } })],
    [
      'EXIF of a WebP',
      () =>
        plain()
          .webp()
          .withExif({ IFD0: { ImageDescription: name } })
          .toBuffer(),
    ],
    [
      'EXIF of a PNG',
      () =>
        plain()
          .png()
          .withExif({ IFD0: { Copyright: name } })
          .toBuffer(),
    ],
    [
      'XMP of a JPEG',
      () =>
        plain()
          .jpeg()
          .withXmp(xmp(`dc:creator="${name}"`))
          .toBuffer(),
    ],
    [
      'XMP of a PNG',
      () =>
        plain()
          .png()
          .withXmp(xmp(`dc:creator="${name}"`))
          .toBuffer(),
    ],
    ['XMP of a WebP', () => plain().webp().withXmp(xmp('dc:creator="Rosa P&#233;rez"')).toBuffer()],
    [
      'IPTC of a JPEG, in Latin-1',
      () => jpegWith(0xed, Buffer.from(`Photoshop 3.0\0\x1c\x02\x50\0\x0a${name}`, 'latin1')),
    ],
    ['a comment of a JPEG', () => jpegWith(0xfe, Buffer.from(name))],
    [
      'UTF-16, which Windows writes',
      () => jpegWith(0xe1, Buffer.concat([Buffer.from('Exif\0\0II*\0'), Buffer.from(name, 'utf16le')])),
    ],
    ['text of a PNG', () => pngWith('tEXt', Buffer.from(`Author\0${name}`, 'latin1'))],
    [
      'compressed text of a PNG',
      () => pngWith('zTXt', Buffer.concat([Buffer.from('Author\0\0'), deflateSync(Buffer.from(name))])),
    ],
    [
      'compressed Unicode text of a PNG',
      () => pngWith('iTXt', Buffer.concat([Buffer.from('xml\0\x01\0\0\0'), deflateSync(Buffer.from(name))])),
    ],
    [
      'a comment of a GIF',
      async () => {
        const gif = await plain().gif().toBuffer()
        const words = Buffer.from(name)
        const comment = Buffer.concat([Buffer.from([0x21, 0xfe, words.length]), words, Buffer.from([0])])
        return Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1)])
      },
    ],
    ['a drawing’s file', () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><title>${name}</title></svg>`)],
  ])('%s', async (_, make) => {
    // EXIF as sharp writes it is ASCII.
    expect(normaliseWords(readImageWords(await make()))).toContain('rosa perez')
  })

  it('and a picture without any has none of a name', async () => {
    expect(readImageWords(await plain().jpeg().toBuffer())).not.toMatch(/rosa/i)
  })
})

describe('a position is found', () => {
  it('in EXIF as a camera writes it', async () => {
    expect(holdsLocation(await makeJpeg(somewhere))).toBe(true)
    expect(holdsLocation(locatedJpeg())).toBe(true)
  })

  it('in XMP', async () => {
    const picture = await plain().jpeg().withXmp(xmp('exif:GPSLatitude="40,42.77N"')).toBuffer()
    expect(holdsLocation(picture)).toBe(true)
  })

  it('not where there is none, or an empty one', async () => {
    expect(holdsLocation(await makeJpeg({ IFD0: { Artist: name } }))).toBe(false)
    expect(holdsLocation(locatedJpeg(0))).toBe(false)
    expect(holdsLocation(await plain().png().toBuffer())).toBe(false)
  })
})

it('a file cut off anywhere, or of nonsense, is read as far as it goes', async () => {
  const whole = [
    await makeJpeg({ ...somewhere, IFD0: { Artist: name } }),
    await plain()
      .png()
      .withExif({ IFD0: { Artist: name } })
      .toBuffer(),
    await plain()
      .webp()
      .withExif({ IFD0: { Artist: name } })
      .toBuffer(),
    await plain().gif().toBuffer(),
    locatedJpeg(),
  ]
  for (const bytes of whole) {
    for (let length = 0; length < Math.min(bytes.length, 400); length += 1) {
      expect(() => [readImageWords(bytes.subarray(0, length)), holdsLocation(bytes.subarray(0, length))]).not.toThrow()
    }
    const broken = Buffer.from(bytes).map((byte, index) => (index > 12 && index % 7 === 0 ? 255 - byte : byte))
    expect(() => [readImageWords(broken), holdsLocation(broken)]).not.toThrow()
  }
})
