import { visit } from 'unist-util-visit'
import type { Check } from './check.ts'
import { headingOrder as hole } from './problems.ts'

/**
 * Report headings that leave a hole in the outline, by which many readers find their way.
 *
 * @example ok
 *   :::quote{#doors speaker="org:ilrc"}
 *   ## What they say
 *
 *   ### At home
 *
 *   Nobody is only the worst thing they have done.
 *   :::
 *
 * @example not-ok
 *   # A title
 *
 *   Dear friends,
 *
 *   :::quote{#doors speaker="org:ilrc"}
 *   ## What they say
 *
 *   #### At home
 *
 *   Nobody is only the worst thing they have done.
 *   :::
 *
 * @example problems
 *   en.md:1:1 error heading_order
 *   en.md:8:1 error heading_order
 */
export const headingOrder: Check = {
  problems: [hole],
  run({ documents }, report) {
    for (const { blocks, file } of documents) {
      for (const { heading, body } of blocks) {
        let above = heading ? 2 : 1
        visit({ type: 'root', children: body }, 'heading', ({ depth, position }) => {
          const late = depth <= 2
          const wrong = late || depth > above + 1
          const corrected = late ? (heading ? 3 : undefined) : above + 1
          if (wrong) report(hole({ depth, corrected }, { file, place: position }))
          above = wrong ? (corrected ?? 2) : depth
        })
      }
    }
  },
}
