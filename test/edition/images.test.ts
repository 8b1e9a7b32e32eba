import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { namedImages } from '../../src/edition/image-paths.ts'
import { renderImage, renderImages } from '../../src/edition/images.ts'
import { block, document } from './sample.ts'

const draw = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#b4492d' } })

describe('renderImage', () => {
  it('makes a large photograph twice the column wide, and says its size in CSS pixels', async () => {
    const bytes = await draw(3000, 1500).jpeg().toBuffer()
    const image = await renderImage({ path: 'images/a.jpg', bytes })
    expect(image).toMatchObject({ width: 600, height: 300 })
    expect(image.name).toMatch(/^[0-9a-f]{64}\.jpg$/)
    expect(await sharp(image.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 600 })
  })

  it('never enlarges', async () => {
    const bytes = await draw(300, 90).png().toBuffer()
    const image = await renderImage({ path: 'images/a.png', bytes })
    expect(image).toMatchObject({ width: 300, height: 90 })
    expect(await sharp(image.bytes).metadata()).toMatchObject({ format: 'png', width: 300, isPalette: true })
  })

  it('turns a photograph upright and forgets where it was taken', async () => {
    const bytes = await draw(40, 20)
      .jpeg()
      .withExif({ IFD0: { Artist: 'someone' }, IFD3: { GPSLatitude: '38/1 54/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect((await sharp(bytes).metadata()).exif).toBeDefined()
    const image = await renderImage({ path: 'images/a.jpg', bytes })
    const { exif, icc, xmp, orientation, width, height } = await sharp(image.bytes).metadata()
    expect({ exif, icc, xmp, orientation }).toEqual({})
    expect([width, height]).toEqual([20, 40])
  })

  it.each([
    ['webp', 'jpg'],
    ['gif', 'png'],
  ] as const)('makes of %s what Outlook can read', async (format, extension) => {
    const bytes = await draw(20, 20).toFormat(format).toBuffer()
    expect((await renderImage({ path: `images/a.${format}`, bytes })).name).toMatch(new RegExp(`\\.${extension}$`))
  })

  it('draws SVG, and loads nothing it names', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="350"><image href="file:///etc/hostname"/></svg>'
    const image = await renderImage({ path: 'images/a.svg', bytes: Buffer.from(svg) })
    expect(image).toMatchObject({ width: 600, height: 300 })
    expect(image.name).toMatch(/\.png$/)
  })

  it('gives the same bytes and name each time', async () => {
    const bytes = await draw(900, 500).png().toBuffer()
    const [one, two] = [await renderImage({ path: 'a', bytes }), await renderImage({ path: 'b', bytes })]
    expect(two).toEqual(one)
  })

  it.each([
    ['no picture', Buffer.from('hello')],
    ['an empty file', Buffer.alloc(0)],
  ])('reports %s and goes on', async (_, bytes) => {
    const good = await draw(10, 10).png().toBuffer()
    const { renditions, problems } = await renderImages([
      { path: 'images/bad.png', bytes },
      { path: 'images/good.png', bytes: good },
    ])
    expect([...renditions.keys()]).toEqual(['images/good.png'])
    expect(problems.map(({ code, file }) => [code, file])).toEqual([['image_broken', 'images/bad.png']])
  })

  it('reports a picture that was cut short', async () => {
    const whole = await sharp({
      create: {
        width: 400,
        height: 400,
        channels: 3,
        background: 'red',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
      .png()
      .toBuffer()
    const { problems } = await renderImages([{ path: 'images/cut.png', bytes: whole.subarray(0, whole.length / 2) }])
    expect(problems.map(({ code }) => code)).toEqual(['image_broken'])
  })
})

describe('namedImages', () => {
  it('lists what the documents show, however the paths are written', () => {
    const blocks = [
      block('letter', 'letter', {}, '![a](./images/a%20b.png) ![c](images/c.png)\n\n- ![a](<images/a b.png>)'),
    ]
    expect([...namedImages([document(blocks)])]).toEqual(['images/a b.png', 'images/c.png'])
  })
})
