import { visit } from 'unist-util-visit'
import { nearest } from '../problem/nearest.ts'
import type { Check } from './check.ts'
import { imageElsewhere, imageMissing } from './problems.ts'
import { proseOf } from './written.ts'

/**
 * Report a picture that is not in the issue's images/ folder. (Examples have images/steps.png.)
 *
 * @example ok
 *   ![Two women on the steps of a house.](images/steps.png)
 *
 * @example not-ok
 *   ![Two women on the steps of a house.](images/step.png)
 *
 *   ![Two women on the steps of a house.](https://example.org/steps.png)
 *
 * @example problems
 *   en.md:1:1 error image_missing
 *   en.md:3:1 error image_elsewhere
 */
export const imageFile: Check = {
  problems: [imageMissing, imageElsewhere],
  run({ issue, documents }, report) {
    const known = issue.images.map(({ path }) => path)
    for (const { blocks, file } of documents) {
      for (const block of blocks) {
        visit(proseOf(block), 'image', ({ url, position }) => {
          const path = imagePath(url)
          const at = { file, place: position }
          if (!path.startsWith('images/')) report(imageElsewhere({ path }, at))
          else if (!known.includes(path)) report(imageMissing({ path, meant: nearest(path, known) }, at))
        })
      }
    }
  },
}

/** The path as files have it: Markdown writes a space as %20. */
function imagePath(url: string): string {
  try {
    return decodeURI(url).normalize('NFC').replace(/^\.\//, '')
  } catch {
    return url
  }
}
