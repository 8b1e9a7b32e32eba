import type { Nodes, Parents } from 'mdast'
import type { Position } from 'unist'
import type { Block } from '../document/document.ts'
import { wordsOf } from '../document/translation/word-attributes.ts'

/** A heading, a paragraph, a table cell or an attribute of a block, as words that are read in one go. */
export interface Passage {
  text: string
  place?: Position
}

/** All that a block says, alternative texts and the titles of links among it. Comments, code and addresses are not words. */
export function listPassages(block: Block): Passage[] {
  const passages: Passage[] = []
  const { heading, body } = block
  if (heading) passages.push({ text: heading.children.map(wordsIn).join(''), place: heading.position })
  const enter = (nodes: readonly Nodes[]): void => {
    for (const node of nodes) {
      if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'tableCell') {
        passages.push({ text: node.children.map(wordsIn).join(''), ...(node.position && { place: node.position }) })
      } else if ('children' in node) enter((node as Parents).children)
    }
  }
  enter(body)
  for (const value of Object.values(wordsOf(block))) passages.push({ text: value })
  return passages.filter(({ text }) => text.trim() !== '')
}

function wordsIn(node: Nodes): string {
  if (node.type === 'image') return ` ${[node.alt, node.title].filter(Boolean).join(' ')} `
  if (node.type === 'break') return ' '
  if (node.type === 'text') return node.value
  if (!('children' in node)) return ''
  const title = node.type === 'link' && node.title ? ` ${node.title} ` : ''
  return node.children.map(wordsIn).join('') + title
}
