import type { Paragraph } from 'mdast'
import type { Block, Document } from '../document/document.ts'
import { phraseWith, type Words } from './words.ts'

/**
 * Documents in which each block that only some readers see begins by saying who: for proofs, where every block stands.
 * The documents given stay as they are. A language without words is left as it is, and is not rendered.
 */
export function labelSegments(documents: readonly Document[], words: Readonly<Record<string, Words>>): Document[] {
  return documents.map((document) => {
    const own = words[document.language]
    return own === undefined ? document : { ...document, blocks: document.blocks.map((block) => label(block, own)) }
  })
}

function label(block: Block, words: Words): Block {
  if (block.for.length === 0) return block
  // Without a comma in a name: `for` is split there.
  const value = phraseWith(words.only_for, { segments: block.for.join(', ') })
  const paragraph: Paragraph = {
    type: 'paragraph',
    children: [{ type: 'strong', children: [{ type: 'text', value }] }],
  }
  return { ...block, body: [paragraph, ...block.body] }
}
