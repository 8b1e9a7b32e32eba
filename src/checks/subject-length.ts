import type { Check } from './check.ts'
import { subjectLong, subjectTooLong } from './problems.ts'

/**
 * Warn when inboxes cut the subject off; stop when it is longer than anybody shows.
 *
 * @example ok
 *   ---
 *   subject: "Second chances: three things to do this month"
 *   ---
 *
 * @example not-ok
 *   ---
 *   subject: Three things you can do this month to give people a second chance at home
 *   ---
 *
 * @example problems
 *   en.md:2:10 warn subject_long
 */
export const subjectLength: Check = {
  problems: [subjectLong, subjectTooLong],
  run({ documents }, report) {
    for (const { file, meta, places } of documents) {
      const length = [...meta.subject.replaceAll(/:name\[([^\]]*)\]/g, '$1')].length
      const at = { file, place: places.subject }
      if (length > 100) report(subjectTooLong({ length }, at))
      else if (length > 60) report(subjectLong({ length }, at))
    }
  },
}
