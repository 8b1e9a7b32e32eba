import type { Nodes } from 'mdast'

/** A comment is a note to other writers. It may stand anywhere and is printed nowhere. */
export function isComment(node: Nodes): boolean {
  return node.type === 'html' && node.value.replaceAll(/<!--[\s\S]*?(-->|$)/g, '').trim() === ''
}
