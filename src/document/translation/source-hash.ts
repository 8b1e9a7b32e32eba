import { createHash } from 'node:crypto'
import type { Nodes } from 'mdast'
import type { LanguageMeta } from '../../issue/issue.ts'
import { isComment } from '../comment.ts'
import type { Block } from '../document.ts'
import { wordsOf } from './word-attributes.ts'

/** The key of title, subject and preheader among block ids. */
export const frontId = 'front'

/**
 * What a translation remembers of the block it was made from: 12 hex digits that change when its heading, its prose, its
 * links or the words among its attributes do. Line wraps, comments and what a translation inherits do not count.
 */
export function hashBlock(block: Block): string {
  const { heading, body } = block
  return digest([stripNodes(heading?.children ?? []), stripNodes(body), Object.entries(wordsOf(block))])
}

/** The same of a document's title, subject and preheader. */
export function hashFront({ title, subject, preheader }: LanguageMeta): string {
  return digest([title, subject, preheader].map(collapse))
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value).normalize('NFC')).digest('hex').slice(0, 12)
}

/** What may change without a reader noticing is left out, so that no other version of the parser makes all of it stale. */
const telling = ['depth', 'ordered', 'start', 'checked', 'url', 'alt', 'title', 'name', 'lang'] as const

/** Nodes without places, comments and line wraps: equal where a reader reads the same. */
export function stripNodes(nodes: readonly Nodes[]): unknown[] {
  return nodes
    .filter((node) => !isComment(node))
    .map((node) => [
      node.type,
      ...telling.flatMap((key) => {
        const value: unknown = Reflect.get(node, key)
        return value === undefined || value === null ? [] : [[key, value]]
      }),
      ...('value' in node ? [node.type === 'code' ? node.value : collapse(node.value)] : []),
      ...('children' in node ? [stripNodes(node.children)] : []),
    ])
}

const collapse = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()
