import { positionIn } from '../guide/position-in.ts'
import type { Check } from './check.ts'
import { mythFirst as first } from './guide-problems.ts'
import { judgedOf } from './judged.ts'

/**
 * Warn where a heading, the title or the subject begins with the myth that the text is about to refute.
 *
 * @example ok
 *   :::story{#help speaker="org:ilrc"}
 *   ## What immigrants pay in taxes
 *
 *   The myth that they pay none is old.
 *   :::
 *
 * @example not-ok
 *   :::story{#help speaker="org:ilrc"}
 *   ## Myth: immigrants pay no taxes
 *
 *   They do.
 *   :::
 *
 * @example problems
 *   en.md:2:4 warn myth_first
 */
export const mythFirst: Check = {
  problems: [first],
  run(context, report) {
    for (const { document, text, texts } of judgedOf(context)) {
      const cues = context.facts.guide.cues[document.language]?.myth ?? []
      if (cues.length === 0) continue
      const pattern = new RegExp(`^["'¿¡ ]*(?:${cues.join('|')})(?![\\p{L}\\p{M}\\p{N}])`, 'iu')
      const lines = text.source.split('\n')
      for (const { kind, block, text: words, starts, ends } of texts) {
        if (kind !== 'heading' && !(kind === 'front' && block !== 'preheader')) continue
        const cue = pattern.exec(words)?.[0]
        if (cue === undefined) continue
        const place = positionIn(lines, { start: starts[0] ?? 0, end: ends[cue.length - 1] ?? 0 })
        report(first({ cue }, { file: document.file, place }))
      }
    }
  },
}
