import type { Document } from '../document/document.ts'
import { wordsOf } from '../document/translation/word-attributes.ts'

/**
 * Whether two readings of a file differ in words alone: the same blocks with the same attributes, the same marks, links and
 * pictures in the same places. A change of words is more than that where a label names its link’s address, where a sign in
 * the new words means something to Markdown, or where a line’s end was part of the old ones.
 */
export function sameShape(one: Document, other: Document): boolean {
  return describe(one) === describe(other)
}

function describe({ blocks }: Document): string {
  return JSON.stringify(
    blocks.map((block) => ({
      ...block,
      attributes: { ...block.attributes, ...Object.fromEntries(Object.keys(wordsOf(block)).map((name) => [name, ''])) },
    })),
    withoutWords,
  )
}

function withoutWords(this: unknown, key: string, value: unknown): unknown {
  if (key === 'position' || key === 'label' || key === 'data') return undefined
  if (key === 'alt' || key === 'title') return typeof value === 'string'
  const isText = key === 'value' && typeof this === 'object' && this !== null && 'type' in this && this.type === 'text'
  return isText ? true : value
}
