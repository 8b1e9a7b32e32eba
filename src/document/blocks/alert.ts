import { z } from 'zod'
import type { BlockSpec } from './spec.ts'
import { date, memberId } from './values.ts'

const attributes = z
  .object({ reviewed: date, until: date, by: memberId.optional() })
  .refine(({ reviewed, until }) => until > reviewed, { path: ['until'], error: 'a day after the review' })

export type AlertAttributes = z.output<typeof attributes>

/** Legal information, which goes stale: counsel read it on `reviewed`, and nobody may rely on it after `until`. */
export const alert: BlockSpec<AlertAttributes> = {
  attributes,
  example: `:::alert{#travel reviewed="2024-03-28" until="2024-06-30" by="ilrc"}
## Before you travel

A conviction can change what happens at the border. Talk to a lawyer **before** you book.
:::`,
}
