import type { Block } from '../document/document.ts'
import { nearest } from '../problem/nearest.ts'
import type { Check } from './check.ts'
import { memberUnknown } from './problems.ts'
import { attributePlace } from './written.ts'

/**
 * Report words ascribed to an organisation that is not among the newsletter's members.
 *
 * @example ok
 *   :::quote{#doors speaker="org:ilrc" by="seaac"}
 *   Nobody is only the worst thing they have done.
 *   :::
 *
 * @example not-ok
 *   :::quote{#doors speaker="org:irlc" by="nobody-yet"}
 *   Nobody is only the worst thing they have done.
 *   :::
 *
 * @example problems
 *   en.md:1:17 error member_unknown
 *   en.md:1:36 error member_unknown
 */
export const memberKnown: Check = {
  problems: [memberUnknown],
  run({ issue, documents, newsletter }, report) {
    const known = Object.keys(newsletter.members)
    for (const document of documents) {
      for (const block of document.blocks) {
        for (const [name, id] of membersOf(block)) {
          const place = attributePlace(issue, document, block, name)
          if (!place || known.includes(id)) continue
          report(
            memberUnknown(
              { id, meant: nearest(id, known), known, file: newsletter.file },
              { file: document.file, place },
            ),
          )
        }
      }
    }
  },
}

function membersOf(block: Block): [attribute: string, member: string][] {
  const found: [string, string][] = []
  if (block.kind === 'story' || block.kind === 'quote') {
    const { speaker } = block.attributes
    if (speaker.kind === 'org') found.push(['speaker', speaker.member])
  }
  // An action's `by` is its deadline.
  if (block.kind !== 'action' && 'by' in block.attributes && block.attributes.by)
    found.push(['by', block.attributes.by])
  return found
}
