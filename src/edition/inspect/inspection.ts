import type { Element, ElementContent, Root, RootContent } from 'hast'
import type { Document } from '../../document/document.ts'
import type { At, Problem } from '../../problem/problem.ts'
import type { Edition, Rendition, TemplateData } from '../edition.ts'

/** A rendered edition as a reader gets it, slots filled with sample values. */
export interface Inspected {
  edition: Edition
  data: TemplateData
  html: string
  /** The same, parsed as browsers do. */
  tree: Root
  text: string
  subject: string
  /** Where pictures are served. */
  origin: string
  /** The pictures, by the path Markdown names. */
  renditions: ReadonlyMap<string, Rendition>
  logo: Rendition
  /** What the edition was made from. */
  document: Document
  /** For problems that only the whole has: the document's file. */
  at: At
}

/** One thing only the rendered edition shows. */
export type Inspection = (inspected: Inspected) => Problem[]

/** All elements of a tree in document order, with what is above them, the nearest last. */
export function listElements(tree: Root): { element: Element; ancestors: Element[] }[] {
  const found: { element: Element; ancestors: Element[] }[] = []
  const walk = (nodes: readonly (RootContent | ElementContent)[], ancestors: Element[]): void => {
    for (const node of nodes) {
      if (node.type !== 'element') continue
      found.push({ element: node, ancestors })
      walk(node.children, [...ancestors, node])
    }
  }
  walk(tree.children, [])
  return found
}

/** The elements of some tag names. */
export function findElements(tree: Root, ...tagNames: string[]): Element[] {
  return listElements(tree)
    .map(({ element }) => element)
    .filter(({ tagName }) => tagNames.includes(tagName))
}

/** The text a reader sees in an element, white space made one space. Pictures count by their alt text. */
export function readText(node: Root | Element): string {
  const read = (nodes: readonly (RootContent | ElementContent)[]): string =>
    nodes
      .map((child) => {
        if (child.type === 'text') return child.value
        if (child.type !== 'element' || ['style', 'script', 'title', 'head'].includes(child.tagName)) return ''
        if (child.tagName === 'img') return ` ${attribute(child, 'alt') ?? ''} `
        const inner = read(child.children)
        return inlineTags.has(child.tagName) ? inner : ` ${inner} `
      })
      .join('')
  return read(node.children).replace(/\s+/g, ' ').trim()
}

const inlineTags = new Set(['a', 'b', 'bdi', 'code', 'del', 'em', 'i', 'font', 'small', 'span', 'strong', 'u'])

/** An attribute as text; undefined if it is not there. */
export function attribute(element: Element, name: string): string | undefined {
  const value = element.properties[name]
  if (value === undefined || value === null || value === false) return undefined
  return Array.isArray(value) ? value.join(' ') : String(value)
}
