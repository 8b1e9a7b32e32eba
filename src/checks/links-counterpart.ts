import { visit } from 'unist-util-visit'
import type { Block } from '../document/document.ts'
import type { Check } from './check.ts'
import { linksDiffer } from './problems.ts'
import { blockPlace, fileName, proseOf, splitSource } from './written.ts'

/**
 * Warn when a translation has more or fewer links in a block than the source language. Addresses may differ: a page in
 * the reader's language is better than the same page.
 *
 * @example ok
 *   --- en.md
 *   Read [the guide](https://example.org/en).
 *   --- es.md
 *   Lea [la guía](https://example.com/es).
 *
 * @example not-ok
 *   --- en.md
 *   Read [the guide](https://example.org/en).
 *   --- es.md
 *   Lea la guía.
 *
 * @example problems
 *   es.md:1:1 warn links_differ
 */
export const linksCounterpart: Check = {
  problems: [linksDiffer],
  run({ documents, newsletter }, report) {
    const { source, translations } = splitSource(documents, newsletter.languages[0])
    for (const document of translations) {
      for (const block of document.blocks) {
        const counterpart = source?.blocks.find(({ id }) => id === block.id)
        if (!source || !counterpart) continue
        const [count, expected] = [countLinks(block), countLinks(counterpart)]
        if (count === expected) continue
        report(linksDiffer({ id: block.id, count, expected, source: fileName(source) }, blockPlace(document, block)))
      }
    }
  },
}

function countLinks(block: Block): number {
  let count = 0
  visit(proseOf(block), 'link', () => {
    count += 1
  })
  return count
}
