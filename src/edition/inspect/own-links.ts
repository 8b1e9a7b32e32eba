import type { Compiled, SlotName } from '../edition.ts'
import { preferencesMissing, unsubscribeMissing } from '../problems.ts'
import type { Inspection } from './inspection.ts'

const holds = (part: Compiled, name: SlotName): boolean => part.slots.some((slot) => slot.name === name)

/** The reader's own links are in both parts: unsubscribing is their right, and Gmail's condition. */
export const inspectOwnLinks: Inspection = ({ edition: { html, text, id }, at }) => {
  const parts = [
    { part: 'HTML', compiled: html },
    { part: 'plain text', compiled: text },
  ]
  return parts.flatMap(({ part, compiled }) => [
    ...(holds(compiled, 'unsubscribe') ? [] : [unsubscribeMissing({ edition: id, part }, at)]),
    ...(holds(compiled, 'preferences') ? [] : [preferencesMissing({ edition: id, part }, at)]),
  ])
}
