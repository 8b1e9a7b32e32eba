import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { href, localTime, words, zone } from './values.ts'

const attributes = z
  .object({
    start: localTime,
    end: localTime.optional(),
    zone: zone.optional(),
    where: words.optional(),
    href: href.optional(),
    label: words.optional(),
  })
  .refine(({ start, end }) => end === undefined || end > start, {
    path: ['end'],
    error: 'a time after the start of the event',
  })

export type EventAttributes = z.output<typeof attributes>

/** Something that happens at a time. Without a `zone`, `start` and `end` are on the newsletter's clock. */
export const event: BlockSpec<EventAttributes> = {
  attributes,
  example: `:::event{#webinar start="2024-04-18T10:00" end="2024-04-18T11:30" zone="America/Los_Angeles" where="Online"}
## Clearing a record, step by step

A webinar for advocates, with interpretation into Spanish. [Ask for a place](https://example.org/webinar).
:::`,
}
