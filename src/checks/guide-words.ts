import type { Finding } from '../guide/finding.ts'
import { positionIn } from '../guide/position-in.ts'
import { replacementsFor } from '../guide/replacements-for.ts'
import { writeWaiver } from '../guide/waiver-comment.ts'
import type { Check } from './check.ts'
import { wordsBetter, wordsDoubtful, wordsRefused } from './guide-problems.ts'
import { judgedOf } from './judged.ts'

const makers = { error: wordsRefused, warn: wordsDoubtful, suggest: wordsBetter }

/**
 * Report words that the network's guide has better ones for, where nothing in their context and no waiver speaks for them.
 *
 * @example ok
 *   They met a person with a felony conviction.
 *
 *   > “Felons, not families,” the president said.
 *   >
 *   > — from a speech
 *
 *   <!-- waive felon because="The title of her own book" by="Ana Reyes" until="2024-12-31" -->
 *   She wrote “Felon” in 2020, and is a felon no more.
 *
 * @example not-ok
 *   ---
 *   title: A felon comes home
 *   ---
 *   She met two felons and
 *   an illegal
 *   alien.
 *
 * @example problems
 *   en.md:2:10 error words_refused
 *   en.md:4:13 error words_refused
 *   en.md:5:4 warn words_doubtful
 */
export const guideWords: Check = {
  problems: [wordsRefused, wordsDoubtful, wordsBetter],
  stops: 'send',
  run(context, report) {
    const { date } = context.issue.meta
    for (const { document, text, findings } of judgedOf(context)) {
      const lines = text.source.split('\n')
      for (const finding of findings) {
        if (finding.silence) continue
        const { entry, source, severity } = finding
        const words = text.source.slice(source.start, source.end).replaceAll(/\s+/g, ' ')
        const found = {
          words,
          entry: entry.id,
          why: entry.why,
          use: replacementsFor(finding),
          source: entry.source,
          waiver: describeWaiver(finding, date),
        }
        report(makers[severity](found, { file: document.file, place: positionIn(lines, source) }))
      }
    }
  },
}

/** How to keep the words, where they stand. */
function describeWaiver({ entry, text }: Finding, date: string): string {
  const waiver = { entry: entry.id, because: '…', by: '…', until: date }
  if (text.kind !== 'front' && text.kind !== 'attribute') {
    return `To keep them, write above, on a line of its own: ${writeWaiver(waiver)}`
  }
  const values = `{ entry: ${entry.id}, because: "…", by: "…", until: ${date} }`
  return `To keep them, write in the front matter: waivers: [${values}]`
}
