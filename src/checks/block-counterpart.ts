import type { Check } from './check.ts'
import { blockUntranslated } from './problems.ts'
import { fileName, splitSource } from './written.ts'

/**
 * Report a block of the source language that a translation leaves out.
 * (A block that translates nothing is reported when the issue is parsed, because it has nothing to inherit from.)
 *
 * @example ok
 *   --- en.md
 *   Dear friends,
 *
 *   :::quote{#doors speaker="org:ilrc" only="en" because="said in English"}
 *   Nobody is only the worst thing they have done.
 *   :::
 *   --- es.md
 *   Queridas amistades:
 *
 * @example not-ok
 *   --- en.md
 *   Dear friends,
 *
 *   :::quote{#doors speaker="org:ilrc"}
 *   Nobody is only the worst thing they have done.
 *   :::
 *   --- es.md
 *   Queridas amistades:
 *
 * @example problems
 *   es.md error block_untranslated
 */
export const blockCounterpart: Check = {
  problems: [blockUntranslated],
  run({ documents, newsletter }, report) {
    const { source, translations } = splitSource(documents, newsletter.languages[0])
    for (const document of translations) {
      const ids = new Set(document.blocks.map(({ id }) => id))
      for (const { id, kind, only, position } of source?.blocks ?? []) {
        if (only || ids.has(id) || !source) continue
        const { line } = position.start
        report(blockUntranslated({ id, kind, source: fileName(source), line }, { file: document.file }))
      }
    }
  },
}
