import { posix } from 'node:path'
import { visit } from 'unist-util-visit'
import type { Document } from '../document/document.ts'
import { imagePath } from '../document/image-path.ts'
import type { At } from '../problem/problem.ts'

/** Where a picture is first shown: a document's file and the picture's place in it. */
export interface ShownAt extends At {
  file: string
}

/**
 * The pictures that documents show, by path, and where each is shown first. The folder may hold more, such as the
 * drawings they came from.
 */
export function namedImages(documents: readonly Document[]): Map<string, ShownAt> {
  const shown = new Map<string, ShownAt>()
  for (const { file, blocks } of documents) {
    for (const { body } of blocks) {
      visit({ type: 'root', children: body }, 'image', ({ url, position }) => {
        const path = imagePath(url)
        if (!shown.has(path)) shown.set(path, { file, place: position })
      })
    }
  }
  return shown
}

/** A picture's file as the person knows it: `issues/2024-10-descheduling/images/reentry.png`. */
export function imageFileName(path: string, shown: ShownAt | undefined): string {
  return shown === undefined ? path : posix.join(posix.dirname(shown.file), path)
}
