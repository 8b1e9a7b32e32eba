import { visit } from 'unist-util-visit'
import type { Document } from '../document/document.ts'
import { type FrameSpan, sentencesOf } from './frame-spans.ts'
import { proseOf } from './written.ts'

/** A day, a clock time or a telephone number: something a reader can keep to without a link. */
const dated =
  /\b\d{4}-\d\d-\d\d\b|\b\d{1,2}(:\d\d|\s?[ap]\.?m\b)|\+?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|(?<!\p{L})(january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}|\d{1,2}\.? de (enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|(ngày )?\d{1,2} tháng \d{1,2}|\d{1,2}\/\d{1,2}/iu

const actions = ['action', 'vote', 'event']

/**
 * Whether readers can follow the action that a frame declares: an address or a day in the file, words in a block that is an
 * action, or words beside a link, a day or a telephone number.
 */
export function isFollowable(words: string, at: Partial<FrameSpan> | undefined, document: Document): boolean {
  if (/^(https?:|mailto:|tel:)/i.test(words) || dated.test(words)) return true
  const { text, span } = at ?? {}
  // Not in the prose, so in a link's address or in a block's first line, which is what it was looked for in.
  if (!text || !span) return true
  const block = document.blocks.find(({ id }) => id === text.block)
  if (block && actions.includes(block.kind)) return true
  if (text.labels.length > 0 || dated.test(sentencesOf({ text, span, offset: 0 }))) return true
  return block !== undefined && linksBelow(block)
}

/** A link in the same block, such as the list that follows the sentence. */
function linksBelow(block: Document['blocks'][number]): boolean {
  let found = 'href' in block.attributes && block.attributes.href !== undefined
  visit(proseOf(block), 'link', () => {
    found = true
  })
  return found
}
