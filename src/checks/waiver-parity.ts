import type { JudgedDocument } from '../guide/judge-document.ts'
import { positionIn } from '../guide/position-in.ts'
import type { Check } from './check.ts'
import { waiversUneven } from './guide-problems.ts'
import { judgedOf } from './judged.ts'
import { fileName } from './written.ts'

/**
 * Suggest one decision for all languages, where one waives words of a kind that another uses without a waiver. Entries differ
 * from language to language; their categories do not.
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
      for (const { silence, entry, source } of findings) {
        if (silence || said.has(entry.category)) continue
        const other = judged.find((one) => one.document !== document && waivedIn(one, entry.category))
        const finding = other && waivedIn(other, entry.category)
        if (!other || !finding?.waiver) continue
        said.add(entry.category)
        const { start, end } = source
        const found = {
          entry: finding.entry.id,
          category: entry.category,
          by: finding.waiver.by,
          source: fileName(other.document),
          words: text.source.slice(start, end).replaceAll(/\s+/g, ' '),
        }
        report(waiversUneven(found, { file: document.file, place: positionIn(text.source.split('\n'), source) }))
      }
    }
  },
}

const waivedIn = ({ findings }: JudgedDocument, category: string) =>
  findings.find(({ entry, waiver }) => waiver && entry.category === category)
