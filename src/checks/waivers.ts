import type { JudgedDocument } from '../guide/judge-document.ts'
import type { PlacedWaiver } from '../guide/read-waivers.ts'
import { nearest } from '../problem/nearest.ts'
import type { Check } from './check.ts'
import { waiverBroken, waiverEntryUnknown, waiverExpired, waiverUnused } from './guide-problems.ts'
import { judgedOf } from './judged.ts'

/**
 * Report waivers that hold for nothing: incomplete ones, of an entry that is not in the guide, that ended before the issue's
 * date, or that have no words to hold for.
 *
 * @example ok
 *   ---
 *   waivers:
 *     - entry: alien
 *       because: The statute's own word, which we quote all through
 *       by: Ana Reyes
 *       until: 2024-12-31
 *   ---
 *   <!-- a note to other writers -->
 *
 *   Whom the law calls an alien, we call a neighbor.
 *
 *   <!-- waive felon because="The title of her own book" by="Ana Reyes" until="2024-12-31" -->
 *   She wrote down why she is a felon no more.
 *
 * @example not-ok
 *   ---
 *   waivers:
 *     - {entry: felon, because: Her own word, by: Ana Reyes, until: 2024-12-31}
 *     - {entry: aliem, because: The statute, by: Ana Reyes, until: 2024-12-31}
 *   ---
 *   <!-- waive felon because="Her own word" until="2024-12-31" -->
 *   Our neighbors.
 *
 *   <!-- waive alien because="The statute" by="Ana Reyes" until="2024-01-31" -->
 *   Whom the law calls an alien.
 *
 * @example problems
 *   en.md:3:5 warn waiver_unused
 *   en.md:4:5 error waiver_entry_unknown
 *   en.md:6:1 error waiver_broken
 *   en.md:9:1 warn waiver_expired
 */
export const waivers: Check = {
  problems: [waiverBroken, waiverEntryUnknown, waiverExpired, waiverUnused],
  stops: 'send',
  run(context, report) {
    const { date } = context.issue.meta
    const { guide } = context.facts
    const ids = guide.entries.map(({ id }) => id)
    for (const judged of judgedOf(context)) {
      const { document } = judged
      const { file } = document
      for (const { faults, corrected, place } of judged.broken)
        report(waiverBroken({ faults, corrected }, { file, place }))
      // Where the entries of a language could not be read, nothing is known of any, and that has been said.
      if (guide.entries.every(({ language }) => language !== document.language)) continue
      for (const waiver of judged.waivers) {
        const { entry, until, by, place } = waiver
        const at = { file, place }
        if (!ids.includes(entry)) report(waiverEntryUnknown({ entry, meant: nearest(entry, ids) }, at))
        else if (until < date) report(waiverExpired({ entry, until, date, by }, at))
        else if (!judged.findings.some((finding) => finding.waiver === waiver)) {
          const language = guide.entries.find(({ id }) => id === entry)?.language
          const foreign = language !== undefined && language !== document.language
          const instead = foreign
            ? `it is an entry for ${language}, and this file is ${document.language}`
            : silentAnyway(judged, waiver)
          report(waiverUnused({ entry, whole: !waiver.reach, instead }, at))
        }
      }
    }
  },
}

/** Why a waiver has nothing to do although the words are there. */
function silentAnyway({ findings }: JudgedDocument, { entry, reach }: PlacedWaiver): string {
  const reached = findings.filter(
    ({ entry: { id }, source }) => id === entry && (!reach || (reach.start <= source.start && source.end <= reach.end)),
  )
  if (reached.length === 0) return ''
  return reached.every(({ silence }) => silence === 'waiver')
    ? 'another waiver holds for the words'
    : 'the words are there, but what stands around them speaks for them'
}
