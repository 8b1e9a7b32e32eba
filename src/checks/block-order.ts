import type { Check } from './check.ts'
import { blockOrder as otherOrder } from './problems.ts'
import { blockPlace, fileName, splitSource } from './written.ts'

/**
 * Warn when a translation tells things in another order.
 *
 * @example ok
 *   --- en.md
 *   :::quote{#one speaker="org:ilrc"}
 *   One.
 *   :::
 *
 *   :::quote{#two speaker="org:ilrc"}
 *   Two.
 *   :::
 *   --- es.md
 *   :::quote{#one}
 *   Uno.
 *   :::
 *
 *   :::quote{#solo speaker="org:ilrc" only="es" because="dicho en español"}
 *   Aparte.
 *   :::
 *
 *   :::quote{#two}
 *   Dos.
 *   :::
 *
 * @example not-ok
 *   --- en.md
 *   :::quote{#one speaker="org:ilrc"}
 *   One.
 *   :::
 *
 *   :::quote{#two speaker="org:ilrc"}
 *   Two.
 *   :::
 *   --- es.md
 *   :::quote{#two}
 *   Dos.
 *   :::
 *
 *   :::quote{#one}
 *   Uno.
 *   :::
 *
 * @example problems
 *   es.md:1:1 warn block_order
 */
export const blockOrder: Check = {
  problems: [otherOrder],
  run({ documents, newsletter }, report) {
    const { source, translations } = splitSource(documents, newsletter.languages[0])
    for (const document of translations) {
      const shared = document.blocks.filter(({ id }) => source?.blocks.some((block) => block.id === id))
      const expected = source?.blocks.filter(({ id }) => shared.some((block) => block.id === id)) ?? []
      // One block out of place shifts all behind it; naming the first is enough to mend them all.
      const index = shared.findIndex((block, at) => block.id !== expected[at]?.id)
      const block = shared[index]
      if (!block || !source) continue
      const after = expected[expected.findIndex(({ id }) => id === block.id) - 1]?.id ?? 'letter'
      report(otherOrder({ id: block.id, after, source: fileName(source) }, blockPlace(document, block)))
    }
  },
}
