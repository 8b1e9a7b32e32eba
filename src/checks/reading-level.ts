import type { Check } from './check.ts'
import { judgedOf } from './judged.ts'
import { measureText } from './reading/measures.ts'
import { readingHard } from './reading/problems.ts'
import { sentencesOf } from './reading/sentence.ts'

/**
 * Suggest an easier text, once in each language, at its hardest sentence. Legal alerts are measured like all else: who
 * reads one reads it in a hurry.
 *
 * @example ok
 *   We met on Monday at the library. Forty people came, and many brought their children. We read the bill together. Then
 *   we wrote to our representative. You can write too. It takes five minutes, and it helps. Tell her what you have seen.
 *   Ask her to vote yes on Friday. We will tell you how she votes.
 *
 * @example not-ok
 *   Representatives subsequently reconsidered comprehensive rehabilitative alternatives to the administrative determination
 *   of inadmissibility. Notwithstanding discretionary authority, adjudicating officers necessitate extraordinary
 *   documentation regarding rehabilitative circumstances. We met on Monday at the library. Forty people came, and many
 *   brought their children. Organizational representatives communicated considerable dissatisfaction concerning
 *   administrative implementation of procedural safeguards. You can write too. It takes five minutes, and it helps. Tell her what you have seen.
 *   Ask her to vote yes on Friday.
 *
 * @example problems
 *   en.md:1:1 suggest reading_hard
 */
export const readingLevel: Check = {
  problems: [readingHard],
  run(context, report) {
    for (const judged of judgedOf(context)) {
      const hard = measureText(sentencesOf(judged), judged.document.language)
      if (hard) report(readingHard(hard, { file: judged.document.file, place: hard.hardest.place }))
    }
  },
}
