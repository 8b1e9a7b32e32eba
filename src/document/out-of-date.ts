import type { Block } from './document.ts'

/**
 * Whether nobody may rely on a block any more: legal information past its `until`, which is the last day it holds.
 *
 * @param date `yyyy-mm-dd`, as the newsletter's timezone has it.
 */
export function isOutOfDate(block: Block, date: string): boolean {
  return block.kind === 'alert' && block.attributes.until < date
}
