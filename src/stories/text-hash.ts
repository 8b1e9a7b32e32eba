import { createHash } from 'node:crypto'
import { visit } from 'unist-util-visit'
import type { Block } from '../document/document.ts'
import { imagePath } from '../document/image-path.ts'
import { stripNodes } from '../document/translation/source-hash.ts'
import type { IssueImage } from '../issue/issue.ts'

/**
 * SHA-256 in hex of exactly what the teller agreed to: heading, prose, links, the attributes (who speaks, for whom, where a
 * link leads), and what every picture shows. Line wraps and comments do not count, nor which segments see it; another file
 * under a picture's name does.
 */
export function hashTold(block: Block, images: readonly IssueImage[]): string {
  const { heading, body } = block
  const pictures = picturesOf(block).map((path) => {
    const image = images.find((other) => other.path === path)
    return [path, image ? createHash('sha256').update(image.bytes).digest('hex') : null]
  })
  const told = {
    heading: stripNodes(heading?.children ?? []),
    body: stripNodes(body),
    // In a fixed order: a translation that restates an attribute changes nothing.
    attributes: Object.entries(block.attributes).sort(([a], [b]) => (a < b ? -1 : 1)),
    pictures,
  }
  return createHash('sha256')
    .update(`wf told v2\n${JSON.stringify(told).normalize('NFC')}`)
    .digest('hex')
}

/** The pictures that a block shows, by path, each once. */
export function picturesOf({ body }: Block): string[] {
  const paths = new Set<string>()
  visit({ type: 'root', children: body }, 'image', ({ url }) => {
    paths.add(imagePath(url))
  })
  return [...paths]
}
