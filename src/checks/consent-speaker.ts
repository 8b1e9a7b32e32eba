import type { Speaker } from '../document/blocks/values.ts'
import type { Block } from '../document/document.ts'
import { linePosition } from '../problem/positions.ts'
import type { Check } from './check.ts'
import { consentSpeaker as restated } from './consent-problems.ts'
import { splitSource } from './written.ts'

/**
 * Report a translation that names somebody else as the teller of a block: whoever was asked then is not whose words these
 * are, or nobody was asked at all.
 *
 * @example ok
 *   --- en.md
 *   :::story{#reentry speaker="org:ilrc"}
 *   A door that opens.
 *   :::
 *   --- es.md
 *   :::story{#reentry speaker="org:ilrc"}
 *   Una puerta que se abre.
 *   :::
 *
 * @example not-ok
 *   --- en.md
 *   :::story{#reentry speaker="s-003"}
 *   A door that opens.
 *   :::
 *   --- es.md
 *   :::story{#reentry speaker="org:ilrc"}
 *   Una puerta que se abre.
 *   :::
 *
 * @example problems
 *   es.md:1:1 error consent_speaker
 */
export const consentSpeaker: Check = {
  problems: [restated],
  run({ documents, newsletter }, report) {
    const { source, translations } = splitSource(documents, newsletter.languages[0])
    const speakers = new Map(source?.blocks.map((block) => [block.id, speakerOf(block)]))
    for (const { file, blocks } of translations) {
      for (const block of blocks) {
        const [said, meant] = [speakerOf(block), speakers.get(block.id)]
        if (said === undefined || meant === undefined || said === meant) continue
        report(restated({ block: block.id, said, meant }, { file, place: linePosition(block.position.start.line, '') }))
      }
    }
  },
}

function speakerOf({ attributes }: Block): string | undefined {
  return 'speaker' in attributes ? nameOf(attributes.speaker) : undefined
}

const nameOf = (speaker: Speaker): string => (speaker.kind === 'org' ? `org:${speaker.member}` : speaker.record)
