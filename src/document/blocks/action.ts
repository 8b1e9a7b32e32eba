import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { date, href, words } from './values.ts'

const attributes = z.object({ href, by: date.optional(), label: words.optional() })

export type ActionAttributes = z.output<typeof attributes>

/** One thing a reader can do, with its button and the last day it helps (`by`). */
export const action: BlockSpec<ActionAttributes> = {
  attributes,
  example: `:::action{#call href="https://example.org/call" by="2024-04-30" label="Call your representative" for="policy"}
## Two minutes on the phone

Ask your representative to support the bill. The call takes two minutes.
:::`,
}
