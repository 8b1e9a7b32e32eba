import { nearest } from '../problem/nearest.ts'
import type { Check } from './check.ts'
import { segmentUnknown } from './problems.ts'
import { attributePlace } from './written.ts'

/**
 * Report a segment that is not in newsletter.yaml: a block for it would reach nobody.
 *
 * @example ok
 *   :::quote{#doors speaker="org:ilrc" for="policy,legal"}
 *   Nobody is only the worst thing they have done.
 *   :::
 *
 * @example not-ok
 *   :::quote{#doors speaker="org:ilrc" for="policy,leagl"}
 *   Nobody is only the worst thing they have done.
 *   :::
 *
 * @example problems
 *   en.md:1:36 error segment_unknown
 */
export const segmentKnown: Check = {
  problems: [segmentUnknown],
  run({ issue, documents, newsletter, facts }, report) {
    for (const document of documents) {
      for (const block of document.blocks) {
        const place = attributePlace(issue, document, block, 'for')
        if (!place) continue
        for (const name of block.for.filter((segment) => !facts.segments.includes(segment))) {
          const values = { name, meant: nearest(name, facts.segments), known: facts.segments, file: newsletter.file }
          report(segmentUnknown(values, { file: document.file, place }))
        }
      }
    }
  },
}
