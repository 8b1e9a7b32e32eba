import type { JudgedDocument, JudgedFinding } from '../guide/judge-document.ts'
import { positionIn } from '../guide/position-in.ts'
import type { Check } from './check.ts'
import { waiversUneven } from './guide-problems.ts'
import { judgedOf } from './judged.ts'
import { fileName } from './written.ts'

/**
 * Suggest one decision for all languages, where one waives words of a kind that another uses in the same block without a
 * waiver. Entries differ from language to language; their categories do not.
 *
 * @example ok
 *   --- en.md
 *   <!-- waive felon because="Her own word" by="Ana Reyes" until="2024-12-31" -->
 *   She is a felon no more.
 *   --- es.md
 *   Ya no lleva ese nombre.
 *
 * @example not-ok
 *   --- en.md
 *   <!-- waive felon because="Her own word" by="Ana Reyes" until="2024-12-31" -->
 *   She is a felon no more.
 *   --- es.md
 *   Ya no es una convicta.
 *
 * @example problems
 *   es.md:1:14 suggest waivers_uneven
 */
export const waiverParity: Check = {
  problems: [waiversUneven],
  run(context, report) {
    const judged = judgedOf(context)
    for (const { document, text, findings } of judged) {
      const said = new Set<string>()
      for (const finding of findings) {
        const { silence, entry, source } = finding
        if (silence || said.has(entry.category)) continue
        const other = judged.find((one) => one.document !== document && waivedBeside(finding, one))
        const waived = other && waivedBeside(finding, other)
        if (!other || !waived?.waiver) continue
        said.add(entry.category)
        const { start, end } = source
        const found = {
          entry: waived.entry.id,
          category: entry.category,
          by: waived.waiver.by,
          source: fileName(other.document),
          words: text.source.slice(start, end).replaceAll(/\s+/g, ' '),
        }
        report(waiversUneven(found, { file: document.file, place: positionIn(text.source.split('\n'), source) }))
      }
    }
  },
}

/** Words of the same kind in the same block of another language. */
const waivedBeside = ({ entry, text }: JudgedFinding, { findings }: JudgedDocument) =>
  findings.find((other) => other.waiver && other.entry.category === entry.category && other.text.block === text.block)
