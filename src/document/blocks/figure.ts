import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { memberId } from './values.ts'

const attributes = z.object({ by: memberId.optional() })

export type FigureAttributes = z.output<typeof attributes>

/** A picture with a caption. */
export const figure: BlockSpec<FigureAttributes> = {
  attributes,
  picture: true,
  example: `:::figure{#map by="ilrc"}
![A map: in 24 states, old records can be sealed.](images/map.png)

Where old records can be sealed, as of March 2024.
:::`,
}
