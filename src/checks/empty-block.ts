import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Block } from '../document/document.ts'
import type { Check } from './check.ts'
import { emptyBlock as nothing } from './problems.ts'
import { blockPlace } from './written.ts'

/**
 * Report a block with nothing to read in it but, perhaps, its heading.
 *
 * @example ok
 *   :::quote{#doors speaker="org:ilrc"}
 *   Nobody is only the worst thing they have done.
 *   :::
 *
 * @example not-ok
 *   :::quote{#doors speaker="org:ilrc"}
 *   ## What they say
 *   :::
 *
 * @example problems
 *   en.md:1:1 error empty_block
 */
export const emptyBlock: Check = {
  problems: [nothing],
  run({ documents }, report) {
    for (const document of documents) {
      for (const block of document.blocks) {
        if (!hasWords(block)) report(nothing({ id: block.id }, blockPlace(document, block)))
      }
    }
  },
}

function hasWords({ body }: Block): boolean {
  let found = false
  visit({ type: 'root', children: body }, (node) => {
    if (node.type === 'image' || node.type === 'textDirective') found = true
    if (node.type !== 'html' && 'value' in node && plainText(node).trim() !== '') found = true
  })
  return found
}
