import type { Definition, Image, Link, PhrasingContent, Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Position } from 'unist'
import { SKIP, visit } from 'unist-util-visit'
import { findWords } from '../problem/positions.ts'
import type { Report } from '../problem/problem.ts'
import { isComment } from './comment.ts'
import { reportHtml } from './html.ts'
import * as problems from './problems.ts'
import { reportSlots } from './slots.ts'

/**
 * Turn `[text][ref]` into the link it stands for, so that a block's body means the same without the rest of its file.
 * Definitions themselves go. The first of two with one name wins, as in CommonMark.
 */
export function resolveReferences(root: Root): void {
  const definitions = new Map<string, Definition>()
  visit(root, 'definition', (node, index, parent) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node)
    if (parent && index !== undefined) {
      parent.children.splice(index, 1)
      return index
    }
    return undefined
  })
  visit(root, (node, index, parent) => {
    if ((node.type !== 'linkReference' && node.type !== 'imageReference') || !parent || index === undefined) return
    const target = definitions.get(node.identifier)
    if (!target) return
    const { url, title } = target
    const resolved: Link | Image =
      node.type === 'linkReference'
        ? { type: 'link', url, title, children: node.children, position: node.position }
        : { type: 'image', url, title, alt: node.alt, position: node.position }
    parent.children[index] = resolved
  })
}

export interface SplitBody {
  heading?: { children: PhrasingContent[]; position: Position }
  body: RootContent[]
}

/** Take the `## ` line a body opens with from the rest. */
export function splitHeading(children: RootContent[]): SplitBody {
  const first = children.findIndex((node) => !isComment(node))
  const heading = children[first]
  if (heading?.type !== 'heading' || heading.depth !== 2 || !heading.position) return { body: children }
  return {
    heading: { children: heading.children, position: heading.position },
    body: children.filter((node) => node !== heading),
  }
}

/** Report what Markdown allows and a newsletter cannot carry. */
export function reportProse(root: Root, source: string, file: string, report: Report): void {
  const lines = source.split('\n')
  reportHtml(root, lines, file, report)
  visit(root, (node) => {
    const at = { file, place: node.position }
    if (node.type === 'footnoteReference') report(problems.footnoteUnsupported(undefined, at))
    if (node.type === 'textDirective' && plainText(node).trim() === '') report(problems.slotFallback(undefined, at))
    if (node.type === 'text') {
      reportSlots(node.value, report, (written) => ({ file, place: findWords(lines, node.position, written) }))
    }
    return node.type === 'inlineCode' || node.type === 'code' ? SKIP : undefined
  })
}
