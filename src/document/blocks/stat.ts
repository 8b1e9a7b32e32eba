import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { date, href, words } from './values.ts'

const attributes = z.object({ number: words, source: words, href: href.optional(), date })

export type StatAttributes = z.output<typeof attributes>

/** One number, with where it comes from and when that was true. */
export const stat: BlockSpec<StatAttributes> = {
  attributes,
  example: `:::stat{#one-in-three number="1 in 3" source="Bureau of Examples" href="https://example.org/data" date="2023-11-01"}
About one adult in three in the country has a criminal record.
:::`,
}
