import type { Check } from './check.ts'
import { alertUnreviewed } from './problems.ts'
import { translationUnreviewed } from './translation-problems.ts'
import { splitSource } from './written.ts'

/**
 * Report a translation that nobody has reviewed: an error where the issue is an alert, a warning otherwise.
 *
 * @example ok
 *   --- en.md
 *   Dear friends,
 *   --- es.md
 *   ---
 *   reviewed: R. Reader, 2024-03-28
 *   ---
 *   Queridas amistades:
 *
 * @example not-ok
 *   --- en.md
 *   Dear friends,
 *   --- es.md
 *   ---
 *   reviewed: false
 *   ---
 *   Queridas amistades:
 *
 * @example problems
 *   es.md:2:11 warn translation_unreviewed
 */
export const translationReviewed: Check = {
  problems: [translationUnreviewed, alertUnreviewed],
  stops: 'send',
  run({ issue, documents, newsletter }, report) {
    for (const { language, file, meta, places } of splitSource(documents, newsletter.languages[0]).translations) {
      if (meta.reviewed !== false) continue
      const make = issue.meta.kind === 'alert' ? alertUnreviewed : translationUnreviewed
      report(make({ language }, { file, place: places.reviewed }))
    }
  },
}
