import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { IssueImage } from '../issue/issue.ts'
import { Problem } from '../problem/problem.ts'
import type { Rendition } from './edition.ts'
import { imageBroken } from './problems.ts'

/** The column of a mail, in CSS pixels. */
const columnWidth = 600

// A photograph from a phone has 50 megapixels; a file that unpacks to more is an attack on memory.
const maxPixels = 100_000_000

/**
 * Re-encode a picture for mail: upright, sRGB, no metadata (a phone's photograph names the place it was taken), twice
 * the pixels of its width in the column and never enlarged, PNG or JPEG as classic Outlook reads nothing else. The
 * same bytes in give the same bytes, and the same name, out.
 *
 * @param width how wide it stands at most, in CSS pixels.
 * @throws Problem `image_broken`
 */
export async function renderImage(image: IssueImage, width = columnWidth): Promise<Rendition> {
  try {
    const source = sharp(image.bytes, { limitInputPixels: maxPixels, failOn: 'error', density: 144 })
    const { format, hasAlpha } = await source.metadata()
    const sized = source.autoOrient().resize({ width: width * 2, withoutEnlargement: true })
    const photograph = format === 'jpeg' || (format === 'webp' && hasAlpha !== true)
    const encoded = photograph
      ? sized.jpeg({ quality: 82, mozjpeg: true })
      : sized.png({ palette: true, quality: 90, compressionLevel: 9, effort: 8 })
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true })
    const shown = Math.min(width, info.width)
    return {
      name: `${createHash('sha256').update(data).digest('hex')}.${photograph ? 'jpg' : 'png'}`,
      bytes: new Uint8Array(data),
      width: shown,
      height: Math.max(1, Math.round((info.height * shown) / info.width)),
    }
  } catch (cause) {
    throw imageBroken({ path: image.path }, { file: image.path, cause })
  }
}

/** Re-encode pictures of an issue. One that cannot be read is a problem, and missing from the map. */
export async function renderImages(
  images: readonly IssueImage[],
): Promise<{ renditions: Map<string, Rendition>; problems: Problem[] }> {
  const renditions = new Map<string, Rendition>()
  const problems: Problem[] = []
  for (const image of images) {
    try {
      renditions.set(image.path, await renderImage(image))
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      problems.push(error)
    }
  }
  return { renditions, problems }
}
