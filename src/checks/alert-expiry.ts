import type { Check } from './check.ts'
import { alertExpired } from './problems.ts'
import { attributePlace } from './written.ts'

/**
 * Report legal information that is out of date on the day the issue is dated. (Examples are dated 2024-04-02.)
 *
 * @example ok
 *   :::alert{#travel reviewed="2024-03-28" until="2024-06-30"}
 *   Talk to a lawyer before you travel.
 *   :::
 *
 * @example not-ok
 *   :::alert{#travel reviewed="2024-01-28" until="2024-03-31"}
 *   Talk to a lawyer before you travel.
 *   :::
 *
 * @example problems
 *   en.md:1:40 error alert_expired
 */
export const alertExpiry: Check = {
  problems: [alertExpired],
  run({ issue, documents }, report) {
    const { date } = issue.meta
    for (const document of documents) {
      for (const block of document.blocks) {
        if (block.kind !== 'alert' || block.attributes.until >= date) continue
        const place = attributePlace(issue, document, block, 'until')
        if (place)
          report(alertExpired({ id: block.id, until: block.attributes.until, date }, { file: document.file, place }))
      }
    }
  },
}
