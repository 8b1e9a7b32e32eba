import type { Check } from './check.ts'
import { dateFolder as dateElsewhere } from './problems.ts'

/**
 * Warn when an issue's date lies in another month than its folder's name: one was copied and not changed.
 * (Examples stand in the folder 2024-04-example.)
 *
 * @example ok
 *   ---
 *   date: 2024-04-30
 *   ---
 *
 * @example not-ok
 *   ---
 *   date: 2024-05-02
 *   ---
 *
 * @example problems
 *   en.md:2:7 warn date_folder
 */
export const dateFolder: Check = {
  problems: [dateElsewhere],
  run({ issue, documents }, report) {
    const month = /^\d{4}-\d{2}(?=-|$)/.exec(issue.id)?.[0]
    const { date } = issue.meta
    const source = documents[0]
    if (!month || date.startsWith(month) || !source) return
    report(dateElsewhere({ date, month }, { file: source.file, place: source.places.date }))
  },
}
