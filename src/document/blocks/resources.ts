import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { memberId } from './values.ts'

const attributes = z.object({ by: memberId.optional() })

export type ResourcesAttributes = z.output<typeof attributes>

/** Things worth reading or passing on, as a list of links. */
export const resources: BlockSpec<ResourcesAttributes> = {
  attributes,
  example: `:::resources{#toolkit by="ilrc"}
## For your next meeting

- [Know your rights, a one-page guide](https://example.org/rights)
- [The record and the law, a fact sheet](https://example.org/facts)
:::`,
}
