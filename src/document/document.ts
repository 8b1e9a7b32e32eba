import type { PhrasingContent, RootContent } from 'mdast'
import type { Position } from 'unist'
import type { LanguageMeta } from '../issue/issue.ts'
import type { BlockAttributes } from './blocks/index.ts'

export type BlockKind = keyof BlockAttributes

/** One part of an issue: the letter, or one directive. `A` is what its kind's schema makes of the attributes. */
export interface BlockOf<K extends BlockKind> {
  kind: K
  /** Authored, the same in every language; `letter` for the letter. */
  id: string
  /** Segments that see it; empty means everyone. A union: any of them is enough. */
  for: string[]
  /** Present when the block has no counterpart in other languages. */
  only?: { language: string; because: string }
  attributes: BlockAttributes[K]
  /** The `## ` line a block may open with, taken out of the body. Absent where the author wrote none. */
  heading?: { children: PhrasingContent[]; position: Position }
  /** mdast as authored (NFC), headings below level 2 included. No directive nodes but `name` text directives. */
  body: RootContent[]
  position: Position
}

export type Block = { [K in BlockKind]: BlockOf<K> }[BlockKind]

/** One language of an issue, parsed and validated. */
export interface Document {
  language: string
  /** As the person knows it, for problems. */
  file: string
  meta: LanguageMeta
  places: Partial<Record<string, Position>>
  /** The letter first. */
  blocks: Block[]
}
