import { isSkipped } from '../issue/local-time.ts'
import type { Check } from './check.ts'
import { timeSkipped as skipped } from './problems.ts'
import { attributePlace } from './written.ts'

/**
 * Report the start or end of an event in the hour that the clocks of its zone skip in spring: no clock ever shows it, and
 * each calendar would make something else of it.
 *
 * @example ok
 *   :::event{#walk start="2024-03-10T03:00" end="2024-03-10T05:00" zone="America/Los_Angeles"}
 *   A walk at night, to the morning.
 *   :::
 *
 *   :::event{#vigil start="2024-11-03T01:30" zone="America/Los_Angeles"}
 *   This hour comes twice: the first is meant.
 *   :::
 *
 * @example not-ok
 *   :::event{#walk start="2024-03-10T02:30" end="2024-03-10T05:00" zone="America/Los_Angeles"}
 *   A walk at night, to the morning.
 *   :::
 *
 * @example problems
 *   en.md:1:16 error time_skipped
 */
export const timeSkipped: Check = {
  problems: [skipped],
  run({ issue, documents, newsletter }, report) {
    for (const document of documents) {
      for (const block of document.blocks) {
        if (block.kind !== 'event') continue
        const zone = block.attributes.zone ?? newsletter.timezone
        for (const name of ['start', 'end'] as const) {
          const time = block.attributes[name]
          if (time === undefined || !isSkipped(time, zone)) continue
          const place = attributePlace(issue, document, block, name)
          if (place) report(skipped({ id: block.id, time, zone }, { file: document.file, place }))
        }
      }
    }
  },
}
