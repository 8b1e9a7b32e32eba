import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { href, memberId, speaker } from './values.ts'

const attributes = z.object({ speaker, by: memberId.optional(), href: href.optional() })

export type QuoteAttributes = z.output<typeof attributes>

/** Words somebody said or wrote, exactly. */
export const quote: BlockSpec<QuoteAttributes> = {
  attributes,
  example: `:::quote{#doors speaker="org:ilrc" href="https://example.org/statement"}
Nobody is only the worst thing they have done.
:::`,
}
