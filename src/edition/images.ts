import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { IssueImage } from '../issue/issue.ts'
import { type At, Problem } from '../problem/problem.ts'
import type { Rendition } from './edition.ts'
import { imageFileName, type ShownAt } from './image-paths.ts'
import { imageAnimated, imageBroken, imagePixel } from './problems.ts'

/** The column of a mail, in CSS pixels. */
const columnWidth = 600

// A photograph from a phone has 50 megapixels; a file that unpacks to more is an attack on memory.
const maxPixels = 100_000_000

// Above effort 4 a photograph saved as PNG takes many seconds and becomes no smaller; below it drawings double.
const drawing = { palette: true, quality: 90, compressionLevel: 9, effort: 4 }

/** What became of a picture, with what its file held beside the first frame. */
interface Encoded {
  rendition: Rendition
  animated: boolean
}

// Encoding is the slow part of a build, and the same picture comes again: in another issue's folder, in the next
// command of the demo. By content and width; what is oldest goes first, so that a long process does not fill up.
const encodings = new Map<string, Promise<Encoded>>()
const mostEncodings = 64

function encodeOnce(bytes: Uint8Array, width: number): Promise<Encoded> {
  const key = `${createHash('sha256').update(bytes).digest('hex')} ${width}`
  const encoding = encodings.get(key) ?? encode(bytes, width)
  encodings.delete(key)
  encodings.set(key, encoding)
  const [oldest] = encodings.keys()
  if (encodings.size > mostEncodings && oldest !== undefined) encodings.delete(oldest)
  return encoding
}

async function encode(bytes: Uint8Array, width: number): Promise<Encoded> {
  const source = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', density: 144 })
  const { format, hasAlpha, pages = 1 } = await source.metadata()
  const sized = source.autoOrient().resize({ width: width * 2, withoutEnlargement: true })
  const photograph = format === 'jpeg' || (format === 'webp' && hasAlpha !== true)
  const encoded = photograph ? sized.jpeg({ quality: 82, mozjpeg: true }) : sized.png(drawing)
  const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
  const shown = Math.min(width, info.width)
  const rendition = {
    name: `${createHash('sha256').update(data).digest('hex')}.${photograph ? 'jpg' : 'png'}`,
    bytes: new Uint8Array(data),
    width: shown,
    height: Math.max(1, Math.round((info.height * shown) / info.width)),
  }
  return { rendition, animated: pages > 1 }
}

async function encodeImage({ path, bytes }: IssueImage, width: number, at: At): Promise<Encoded> {
  try {
    return await encodeOnce(bytes, width)
  } catch (cause) {
    throw imageBroken({ path, empty: bytes.length === 0 }, { ...at, cause })
  }
}

/**
 * Re-encode a picture for mail: upright, sRGB, no metadata (a phone's photograph names the place it was taken), twice
 * the pixels of its width in the column and never enlarged, PNG or JPEG as classic Outlook reads nothing else. The
 * same bytes in give the same bytes, and the same name, out.
 *
 * @param width how wide it stands at most, in CSS pixels.
 * @param at where the picture is named; its own file when absent.
 * @throws Problem `image_broken`
 */
export async function renderImage(image: IssueImage, width = columnWidth, at?: At): Promise<Rendition> {
  const { rendition } = await encodeImage(image, width, at ?? { file: image.path })
  return rendition
}

/**
 * Re-encode pictures of an issue. One that cannot be read is a problem, and missing from the map.
 *
 * @param shown where each is shown, which is where its problems belong.
 * @param known problems already found: a picture whose file one of them names is left out, as it was not read.
 */
export async function renderImages(
  images: readonly IssueImage[],
  shown: ReadonlyMap<string, ShownAt> = new Map(),
  known: readonly Problem[] = [],
): Promise<{ renditions: Map<string, Rendition>; problems: Problem[] }> {
  const renditions = new Map<string, Rendition>()
  const problems: Problem[] = []
  const unread = new Set(known.map(({ file }) => file))
  for (const { path, bytes } of images) {
    const place = shown.get(path)
    const file = imageFileName(path, place)
    const at = place ?? { file }
    if (unread.has(file)) continue
    try {
      const { rendition, animated } = await encodeImage({ path: file, bytes }, columnWidth, at)
      renditions.set(path, rendition)
      if (rendition.width <= 1 || rendition.height <= 1) problems.push(imagePixel({ src: file }, at))
      else if (animated) problems.push(imageAnimated({ path: file }, at))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problems.push(error)
    }
  }
  return { renditions, problems }
}
