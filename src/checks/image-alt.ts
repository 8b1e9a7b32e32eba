import { visit } from 'unist-util-visit'
import type { Check } from './check.ts'
import { imageAlt as noWords } from './problems.ts'
import { proseOf } from './written.ts'

/** Words that only say that there is a picture, in the newsletter's first languages. */
const empty = /^(image|picture|photo|logo|graphic|imagen|foto|gráfico|hình|ảnh|hình ảnh)( \d+)?$/iu
const fileLike = /^\S+\.(png|jpe?g|webp|gif|svg)$/i

/**
 * Report a picture without words for those who cannot see it.
 *
 * @example ok
 *   ![Two women on the steps of a house.](images/steps.png)
 *
 * @example not-ok
 *   ![](images/steps.png)
 *
 *   ![steps.png](images/steps.png)
 *
 * @example problems
 *   en.md:1:1 error image_alt
 *   en.md:3:1 error image_alt
 */
export const imageAlt: Check = {
  problems: [noWords],
  run({ documents }, report) {
    for (const { blocks, file } of documents) {
      for (const block of blocks) {
        visit(proseOf(block), 'image', (image) => {
          const alt = image.alt?.trim() ?? ''
          if (alt === '' || empty.test(alt) || fileLike.test(alt))
            report(noWords({ alt }, { file, place: image.position }))
        })
      }
    }
  },
}
