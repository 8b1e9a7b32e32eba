import type { PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { endSentence } from './end-sentence.ts'
import type { FeedWords } from './feed-post.ts'
import { mendText } from './mend-text.ts'
import { findBoilerplate, readPlain, readWords } from './read-words.ts'

/** Characters of a summary: two or three lines of a phone's screen would be less than most excerpts. */
const summaryMost = 320
const titleMost = 200

/** How a feed says that it broke off: WordPress's […], dots, an ellipsis. */
const brokenOff = /\s*(?:[[(]\s*(?:…|\.{2,}|&hellip;)\s*[\])]|…|\.{3,})[\s»→>]*$/u

/** A title as one line of plain words; nothing where there are none. */
export function readTitle(title: FeedWords): string {
  const plain = mendText(readPlain(title)).trim()
  if (plain.length <= titleMost) return plain
  const start = plain.slice(0, titleMost)
  // One endless word is cut as well; never within a character.
  return `${start.replace(/\s+\S*$/u, '').replace(/[\ud800-\udbff]$/, '')}…`
}

/**
 * A summary that reads as it stands: one paragraph, ending with a whole sentence where the feed broke it off, or else with
 * `…`. Nothing where the feed says no more than the title.
 */
export function summarize(summary: FeedWords, language: string, title: string): PhrasingContent[] {
  const nodes = joinText(mendNodes(readWords(summary)))
  const whole = plainOf(nodes)
  const before = findBoilerplate(whole)
  const closed = whole.slice(0, before).replace(brokenOff, '')
  const text = closed.trimEnd()
  const start = text.length - text.trimStart().length
  const open = closed.length < before || text.length - start > summaryMost
  const end = open
    ? endSentence(text.slice(start), language, summaryMost)
    : { length: text.length - start, open: false }
  const words = text.slice(start, start + end.length)
  if (words === '' || words === title) return []
  const cut = sliceNodes(nodes, start, start + end.length)
  return end.open ? [...cut, { type: 'text', value: '…' }] : cut
}

const plainOf = (nodes: PhrasingContent[]): string => plainText({ type: 'paragraph', children: nodes })

function mendNodes(nodes: PhrasingContent[]): PhrasingContent[] {
  return nodes.map((node) => {
    if (node.type === 'text') return { type: 'text', value: mendText(node.value) }
    return 'children' in node ? { ...node, children: mendNodes(node.children) } : node
  })
}

/** Neighbouring texts as one, with one space where both bring one. */
function joinText(nodes: PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type !== 'text' || last?.type !== 'text') joined.push(node)
    else joined[joined.length - 1] = { type: 'text', value: (last.value + node.value).replaceAll(/ {2,}/g, ' ') }
  }
  return joined
}

/** The part of some nodes that shows the characters from `start` to `end`. */
function sliceNodes(nodes: PhrasingContent[], start: number, end: number): PhrasingContent[] {
  const cut: PhrasingContent[] = []
  let at = 0
  for (const node of nodes) {
    const length = plainOf([node]).length
    const [from, to] = [Math.max(0, start - at), Math.min(length, end - at)]
    if (from < to) {
      if (node.type === 'text') cut.push({ type: 'text', value: node.value.slice(from, to) })
      else if ('children' in node) cut.push({ ...node, children: sliceNodes(node.children, from, to) })
    }
    at += length
  }
  return cut
}
