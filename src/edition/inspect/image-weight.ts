import { imagesHeavy } from '../problems.ts'
import type { Inspection } from './inspection.ts'

const mostBytes = 800 * 1024

/** All pictures one reader loads. */
export const inspectImageWeight: Inspection = ({ edition, html, images, at }) => {
  const used = [...new Map(images.map((image) => [image.name, image])).values()].filter(({ name }) =>
    html.includes(name),
  )
  const total = used.reduce((sum, { bytes }) => sum + bytes.length, 0)
  if (total <= mostBytes) return []
  const heaviest = Math.max(...used.map(({ bytes }) => bytes.length))
  const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024)
  return [imagesHeavy({ edition: edition.id, kilobytes: kilobytes(total), heaviest: kilobytes(heaviest) }, at)]
}
