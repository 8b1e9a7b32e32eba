import { posix } from 'node:path'
import { visit } from 'unist-util-visit'
import type { Document } from '../document/document.ts'

/** A picture's path as the files are named, however the author wrote it. */
export function imagePath(url: string): string {
  try {
    return posix.normalize(decodeURI(url)).normalize('NFC')
  } catch {
    return url
  }
}

/** The paths of the pictures that documents show. The folder may hold more, such as the drawings they came from. */
export function namedImages(documents: readonly Document[]): Set<string> {
  const paths = new Set<string>()
  for (const { body } of documents.flatMap(({ blocks }) => blocks)) {
    visit({ type: 'root', children: body }, 'image', ({ url }) => {
      paths.add(imagePath(url))
    })
  }
  return paths
}
