import type { Nodes } from 'mdast'
import { attributionOf } from './attribution.ts'
import { flatten, readTitle, type TextPlace } from './flatten.ts'
import type { ReadyText } from './ready-text.ts'

/** The texts of sibling nodes and of all in them, in their order. */
export function readNodes(nodes: readonly Nodes[], place: TextPlace): ReadyText[] {
  return nodes.flatMap((node, index) => readNode(node, nodes, index, place))
}

function readNode(node: Nodes, siblings: readonly Nodes[], index: number, place: TextPlace): ReadyText[] {
  const { source } = place
  const span = {
    start: node.position ? source.offsetOf(node.position.start) : 0,
    end: node.position ? source.offsetOf(node.position.end) : source.text.length,
  }
  switch (node.type) {
    case 'paragraph':
      return flatten(node.children, span, 'prose', place)
    case 'heading':
      return flatten(node.children, span, 'heading', place)
    case 'tableCell':
      return flatten(node.children, span, 'cell', place)
    case 'definition':
      return node.title ? readTitle(node.title, span.start, span.end, place) : []
    case 'blockquote': {
      const attributed = place.quotation === 'attributed' || attributionOf(node, siblings, index, place.language)
      return readNodes(node.children, { ...place, quotation: attributed ? 'attributed' : 'unattributed' })
    }
    default:
      return 'children' in node ? readNodes(node.children, place) : []
  }
}
