import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { date, href, oneOf, words } from './values.ts'

const attributes = z.object({
  bill: words,
  position: oneOf('support', 'oppose'),
  lobbying: oneOf('direct', 'grassroots', 'none'),
  href: href.optional(),
  label: words.optional(),
  date: date.optional(),
})

export type VoteAttributes = z.output<typeof attributes>

/** A recommendation on a bill, and what kind of lobbying asking for it is. */
export const vote: BlockSpec<VoteAttributes> = {
  attributes,
  example: `:::vote{#hr-5717 bill="H.R. 5717" position="oppose" lobbying="grassroots" for="policy"}
## Vote no

The bill would cut help to whole towns for how they treat their neighbours.
:::`,
}
