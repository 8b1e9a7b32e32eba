import type { Block } from '../document/document.ts'
import type { Check } from './check.ts'
import { datesDiffer } from './problems.ts'
import { attributePlace, blockPlace, fileName, splitSource } from './written.ts'

/**
 * Report a date, a time or a zone that a translation restates differently.
 *
 * @example ok
 *   --- en.md
 *   :::action{#call href="https://example.org" by="2024-04-30"}
 *   Call.
 *   :::
 *   --- es.md
 *   :::action{#call}
 *   Llame.
 *   :::
 *
 * @example not-ok
 *   --- en.md
 *   :::action{#call href="https://example.org" by="2024-04-30"}
 *   Call.
 *   :::
 *   --- es.md
 *   :::action{#call by="2024-05-30"}
 *   Llame.
 *   :::
 *
 * @example problems
 *   es.md:1:17 error dates_differ
 */
export const datesEqual: Check = {
  problems: [datesDiffer],
  run({ issue, documents, newsletter }, report) {
    const { source, translations } = splitSource(documents, newsletter.languages[0])
    for (const document of translations) {
      for (const block of document.blocks) {
        const counterpart = source?.blocks.find(({ id }) => id === block.id)
        if (!source || !counterpart) continue
        const expected = datesOf(counterpart)
        for (const [name, value] of Object.entries(datesOf(block))) {
          const shared = expected[name]
          if (value === shared || value === undefined) continue
          const place = attributePlace(issue, document, block, name) ?? blockPlace(document, block).place
          const values = { name, value, id: block.id, shared: shared ?? 'not given', source: fileName(source) }
          report(datesDiffer(values, { file: document.file, place }))
        }
      }
    }
  },
}

function datesOf(block: Block): Record<string, string | undefined> {
  switch (block.kind) {
    case 'action':
      return { by: block.attributes.by }
    case 'event':
      return { start: block.attributes.start, end: block.attributes.end, zone: block.attributes.zone }
    case 'alert':
      return { reviewed: block.attributes.reviewed, until: block.attributes.until }
    case 'vote':
    case 'stat':
      return { date: block.attributes.date }
    default:
      return {}
  }
}
