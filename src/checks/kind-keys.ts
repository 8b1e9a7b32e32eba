import type { IssueKind } from '../issue/issue.ts'
import type { Check } from './check.ts'
import { correctionOfNothing, kindKey } from './problems.ts'

/** Front matter keys that mean something to some kinds of issue only. */
const kindsOf = {
  sendAt: ['alert', 'correction'],
  corrects: ['correction'],
  editions: ['correction'],
} as const satisfies Record<string, readonly IssueKind[]>

/**
 * Report front matter that means nothing for the issue's kind, and so would not do what its author hopes; and a correction
 * that does not say of what. (Examples are of kind monthly where they say nothing else.)
 *
 * @example ok
 *   ---
 *   kind: correction
 *   corrects: 2024-03-news
 *   editions: [es]
 *   sendAt: 2024-04-02T18:00
 *   ---
 *
 * @example not-ok
 *   ---
 *   sendAt: 2024-04-02T18:00
 *   corrects: 2024-03-news
 *   editions: [es]
 *   ---
 *
 * @example problems
 *   en.md:2:9 error kind_key
 *   en.md:3:11 error kind_key
 *   en.md:4:11 error kind_key
 */
export const kindKeys: Check = {
  problems: [kindKey, correctionOfNothing],
  run({ issue, documents }, report) {
    const [source] = documents
    if (!source) return
    const { kind, corrects } = issue.meta
    const at = (key: string) => ({ file: source.file, place: source.places[key] })
    for (const [key, kinds] of Object.entries(kindsOf)) {
      const fits = kinds.some((fitting) => fitting === kind)
      if (issue.meta[key as keyof typeof kindsOf] !== undefined && !fits) {
        report(kindKey({ key, kind, kinds: [...kinds] }, at(key)))
      }
    }
    if (kind === 'correction' && corrects === undefined) report(correctionOfNothing(undefined, at('kind')))
  },
}
