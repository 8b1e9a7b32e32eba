import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { memberId, speaker } from './values.ts'

const attributes = z.object({ speaker, by: memberId.optional() })

export type StoryAttributes = z.output<typeof attributes>

/** Somebody’s experience, in their organisation’s words or, with a consent record, their own. */
export const story: BlockSpec<StoryAttributes> = {
  attributes,
  example: `:::story{#reentry speaker="org:ilrc" by="ilrc"}
## A door that opens

After eleven years in prison, coming home should mean *home*. [Read how the clinic helped](https://example.org/reentry).
:::`,
}
