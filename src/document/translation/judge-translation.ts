import { toString as plainText } from 'mdast-util-to-string'
import type { BlockKind, Document } from '../document.ts'
import { gatheredId } from '../gathered-id.ts'
import { frontId, hashBlock, hashFront } from './source-hash.ts'

/** `unmarked`: nobody has said which words of the source language it was made from. */
export type TranslationState = 'current' | 'stale' | 'unmarked' | 'missing'

export interface JudgedBlock {
  /** A block's id; `front` for title, subject and preheader. */
  id: string
  kind: BlockKind | 'front'
  /** What to call it in a sentence: `the story “One case, two punishments”`. */
  name: string
  state: TranslationState
  /** The hash of the source as it is now. */
  hash: string
}

/** Hold a translation, or none, against the source, block by block in the source's order. */
export function judgeTranslation(source: Document, translation: Document | undefined): JudgedBlock[] {
  const recorded = new Map(Object.entries(translation?.meta.translated ?? {}))
  const there = new Set(translation?.blocks.map(({ id }) => id))
  const judge = (id: string, kind: BlockKind | 'front', name: string, exists: boolean, hash: string): JudgedBlock => {
    const made = recorded.get(id)
    // `gather` keeps it in each language by itself.
    const isCurrent = id === gatheredId || made === hash
    const state = !exists ? 'missing' : isCurrent ? 'current' : made === undefined ? 'unmarked' : 'stale'
    return { id, kind, name, state, hash }
  }
  const front = judge(frontId, 'front', 'the title, subject and preheader', !!translation, hashFront(source.meta))
  const blocks = source.blocks
    .filter(({ only }) => !only)
    .map((block) => {
      const { id, kind, heading } = block
      const words = heading ? plainText({ type: 'paragraph', children: heading.children }) : id
      const name = kind === 'letter' ? 'the letter' : `the ${kind} “${words}”`
      return judge(id, kind, name, there.has(id), hashBlock(block))
    })
  return [front, ...blocks]
}
