import type { Nodes } from 'mdast'
import { visit } from 'unist-util-visit'

/** The words a reader reads, in order; what has no letter and no digit is none. */
export function wordsOf(nodes: readonly Nodes[]): string[] {
  const words: string[] = []
  for (const node of nodes) {
    visit(node, (inner) => {
      if (inner.type !== 'text' && inner.type !== 'inlineCode') return
      words.push(...inner.value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)))
    })
  }
  return words
}

/** How many words of each text are not in the other, when as many as possible are taken for the same in the same order. */
export function countChangedWords(now: readonly string[], before: readonly string[]): { added: number; gone: number } {
  const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const [left, right] = [now.map(plain), before.map(plain)]
  // The longest common subsequence, one row at a time.
  let row = new Array<number>(right.length + 1).fill(0)
  for (const word of left) {
    const next = [0]
    right.forEach((other, index) => {
      next.push(word === other ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0))
    })
    row = next
  }
  const common = row[right.length] ?? 0
  return { added: left.length - common, gone: right.length - common }
}
