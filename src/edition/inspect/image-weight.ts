import { imageFileName, namedImages } from '../image-paths.ts'
import { imagesHeavy } from '../problems.ts'
import type { Inspection } from './inspection.ts'

const mostBytes = 800 * 1024

/** All pictures one reader loads. */
export const inspectImageWeight: Inspection = ({ edition, html, renditions, logo, document, at }) => {
  const shown = namedImages([document])
  const named = [...renditions].map(([path, { name, bytes }]) => ({ path, name, size: bytes.length }))
  const logoUse = { path: undefined, name: logo.name, size: logo.bytes.length }
  const used = [...new Map([...named, logoUse].map((image) => [image.name, image])).values()]
    .filter(({ name }) => html.includes(name))
    .sort((a, b) => b.size - a.size)
  const total = used.reduce((sum, { size }) => sum + size, 0)
  if (total <= mostBytes) return []
  const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024)
  const fileOf = (path: string | undefined): string =>
    path === undefined ? 'the logo' : imageFileName(path, shown.get(path))
  const least = (used[0]?.size ?? 0) / 4
  const heaviest = used
    .filter(({ size }) => size >= least)
    .slice(0, 3)
    .map(({ path, size }) => ({ path: fileOf(path), kilobytes: kilobytes(size) }))
  // Where the heaviest is shown; the logo stands in the template.
  const first = used.flatMap(({ path }) => (path === undefined ? [] : (shown.get(path) ?? [])))[0]
  return [imagesHeavy({ edition: edition.id, kilobytes: kilobytes(total), heaviest }, first ?? at)]
}
