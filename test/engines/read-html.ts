import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { EXIT, visit } from 'unist-util-visit'

/** Every element a test function accepts, in document order. */
export function select(tree: Root | Element, accept: (element: Element) => boolean): Element[] {
  const found: Element[] = []
  visit(tree, 'element', (element) => {
    if (accept(element)) found.push(element)
  })
  return found
}

export function byTag(tree: Root | Element, ...names: string[]): Element[] {
  return select(tree, (element) => names.includes(element.tagName))
}

const inline = new Set(['a', 'b', 'em', 'span', 'strong'])

/** Words as read: one space between blocks, none added inside a line. */
export function textOf(tree: Root | Element): string {
  let text = ''
  visit(tree, (node) => {
    if (node.type === 'text') text += node.value
    else if (node.type === 'element' && !inline.has(node.tagName)) text += ' '
  })
  return text.replace(/\s+/g, ' ').trim()
}

/** The text of an element as it is heard: an image counts with its alt. */
export function nameOf(element: Element): string {
  const alts = byTag(element, 'img').map((image) => String(image.properties.alt ?? ''))
  return `${textOf(element)} ${alts.join(' ')}`.trim()
}

export function isInside(tree: Root, element: Element, accept: (ancestor: Element) => boolean): boolean {
  let inside = false
  visit(tree, 'element', (node, _index, _parent) => {
    if (!accept(node)) return
    visit(node, (other) => {
      if (other === element) inside = true
      return inside ? EXIT : undefined
    })
  })
  return inside
}

export function parseMail(html: string): { tree: Root; html: Element; head: Element; body: Element } {
  const tree = fromHtml(html)
  const [root] = byTag(tree, 'html')
  const [head] = byTag(tree, 'head')
  const [body] = byTag(tree, 'body')
  if (!root || !head || !body) throw new Error('the mail has no html, head or body')
  return { tree, html: root, head, body }
}
