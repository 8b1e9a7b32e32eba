import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, vi } from 'vitest'
import { namedImages } from '../../src/edition/image-paths.ts'
import { renderImage, renderImages } from '../../src/edition/images.ts'
import { imageTooLarge } from '../../src/issue/problems.ts'
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
    const one = await renderImage({ path: 'a', bytes })
    vi.resetModules()
    const { renderImage: again } = await import('../../src/edition/images.ts')
    const two = await again({ path: 'b', bytes })
    expect(two).not.toBe(one)
    expect(two).toEqual(one)
  })

  it('encodes a picture once, wherever it is shown again', async () => {
    const bytes = await draw(90, 50).png().toBuffer()
    const one = await renderImage({ path: 'a', bytes })
    expect(await renderImage({ path: 'b', bytes: Uint8Array.from(bytes) })).toBe(one)
    expect(await renderImage({ path: 'a', bytes }, 20)).toMatchObject({ width: 20 })
  })

  it('takes seconds, not half a minute, for a photograph saved as PNG', async () => {
    const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 }
    const bytes = await sharp({ create: { width: 1200, height: 1200, channels: 3, background: '#888', noise } })
      .png()
      .toBuffer()
    expect(bytes.length).toBeGreaterThan(4_000_000)
    const start = performance.now()
    await renderImage({ path: 'images/noisy.png', bytes })
    // Two seconds on two free cores; the effort this guards against takes six times as long.
    expect(performance.now() - start).toBeLessThan(8000)
  }, 30_000)

  it('keeps the drawings that ship below 40 KB', async () => {
    const issues = readdirSync('issues', { recursive: true, encoding: 'utf8' })
    const drawings = issues.filter((path) => path.endsWith('.png'))
    expect(drawings.length).toBeGreaterThan(3)
    for (const path of drawings) {
      const { bytes } = await renderImage({ path, bytes: readFileSync(join('issues', path)) })
      expect(bytes.length, path).toBeLessThan(40 * 1024)
    }
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

  const shown = new Map([
    ['images/a.png', { file: 'issues/2024-10-sample/es.md', place: { line: 7, column: 3 } }],
    ['images/a.gif', { file: 'issues/2024-10-sample/es.md', place: { line: 9, column: 1 } }],
  ])

  it('names the file as it lies in the newsletter, at the line that shows it', async () => {
    for (const bytes of [Buffer.from('hello'), Buffer.alloc(0)]) {
      const { problems } = await renderImages([{ path: 'images/a.png', bytes }], shown)
      expect(problems).toMatchObject([{ file: 'issues/2024-10-sample/es.md', line: 7, column: 3 }])
      expect(problems[0]?.reason).toMatch(/^issues\/2024-10-sample\/images\/a\.png /)
    }
  })

  it('says nothing of a picture that reading has refused', async () => {
    const refused = imageTooLarge({ size: '11 MB', limit: '10 MB' }, { file: 'issues/2024-10-sample/images/a.png' })
    const picture = { path: 'images/a.png', bytes: new Uint8Array() }
    expect((await renderImages([picture], shown, [refused])).problems).toEqual([])
  })

  it('refuses a picture too small to see by the name of its file', async () => {
    const bytes = await draw(1, 1).png().toBuffer()
    const { problems } = await renderImages([{ path: 'images/a.png', bytes }], shown)
    expect(problems).toMatchObject([
      { code: 'image_pixel', line: 7, reason: expect.stringContaining('issues/2024-10-sample/images/a.png') },
    ])
  })

  it('warns that of a moving picture one frame is left', async () => {
    const frames = await Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { width: 20, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const bytes = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const { renditions, problems } = await renderImages([{ path: 'images/a.gif', bytes }], shown)
    expect(renditions.size).toBe(1)
    expect(problems).toMatchObject([{ code: 'image_animated', severity: 'warn', line: 9 }])
  })
})

describe('namedImages', () => {
  it('lists what the documents show, however the paths are written', () => {
    const blocks = [
      block('letter', 'letter', {}, '![a](./images/a%20b.png) ![c](images/c.png)\n\n- ![a](<images/a b.png>)'),
    ]
    const named = namedImages([document(blocks)])
    expect([...named.keys()]).toEqual(['images/a b.png', 'images/c.png'])
    expect(named.get('images/c.png')).toMatchObject({
      file: 'issues/2024-10-sample/en.md',
      place: { start: { line: 1, column: 26 } },
    })
  })
})
