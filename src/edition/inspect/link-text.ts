import type { Element } from 'hast'
import { linkByColour, linkSilent } from '../problems.ts'
import { attribute, type Inspection, listElements, readText } from './inspection.ts'

const blockTags = new Set(['p', 'li', 'td', 'th', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'body'])

/** Whether words that are no link stand beside it, so that it has to look like a link. */
function standsAmongWords(ancestors: Element[]): boolean {
  const block = ancestors.findLast(({ tagName }) => blockTags.has(tagName))
  return block !== undefined && /[\p{L}\p{N}]/u.test(readText(withoutLinks(block)))
}

function withoutLinks(element: Element): Element {
  const children = element.children
    .filter((child) => child.type !== 'element' || (child.tagName !== 'a' && !blockTags.has(child.tagName)))
    .map((child) => (child.type === 'element' ? withoutLinks(child) : child))
  return { ...element, children }
}

/** Every link says where it goes, and among other words it is told apart by more than its colour. */
export const inspectLinkText: Inspection = ({ tree, at }) =>
  listElements(tree)
    .filter(({ element }) => element.tagName === 'a' && attribute(element, 'href') !== undefined)
    .flatMap(({ element, ancestors }) => {
      const href = attribute(element, 'href') ?? ''
      const words = readText(element)
      if (words === '' && !attribute(element, 'ariaLabel')?.trim()) return [linkSilent({ href }, at)]
      const plain = /text-decoration(-line)?\s*:\s*none/i.test(attribute(element, 'style') ?? '')
      return plain && standsAmongWords(ancestors) ? [linkByColour({ words, href }, at)] : []
    })
