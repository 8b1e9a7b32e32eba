import type { Check } from './check.ts'
import { preheaderLength as wrongLength } from './problems.ts'

/**
 * Warn when the line beside the subject is too short to fill its place, or too long for it.
 *
 * @example ok
 *   ---
 *   preheader: What the record leaves out, and two calls that help
 *   ---
 *
 * @example not-ok
 *   ---
 *   preheader: News from us
 *   ---
 *
 * @example problems
 *   en.md:2:12 warn preheader_length
 */
export const preheaderLength: Check = {
  problems: [wrongLength],
  run({ documents }, report) {
    for (const { file, meta, places } of documents) {
      const length = [...meta.preheader].length
      // An empty one is missing, which reading reports.
      if (length > 0 && (length < 30 || length > 110))
        report(wrongLength({ length }, { file, place: places.preheader }))
    }
  },
}
