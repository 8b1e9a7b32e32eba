import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import type { Problem } from '../problem/problem.ts'
import { slotMisplaced } from './problems.ts'
import { isUrlSlot, type SlotTable, sentinelPattern } from './slots.ts'

// Raw text and elements a mail client reads by rules of its own: escaping for HTML text is not enough in them.
const closed = new Set([
  'style',
  'title',
  'script',
  'textarea',
  'noscript',
  'template',
  'iframe',
  'xmp',
  'noembed',
  'noframes',
  'plaintext',
  'svg',
  'math',
  'select',
  'option',
])

/** Parse HTML as browsers do, with the place of every attribute. */
export function parseHtml(html: string): Root {
  return fromHtml(html, { verbose: true })
}

interface Span {
  from: number
  to: number
}

function textSpans(tree: Root, html: string): Span[] {
  const spans: Span[] = []
  const walk = (node: Root | Element): void => {
    for (const child of node.children) {
      if (child.type === 'element') {
        if (!closed.has(child.tagName)) walk(child)
      } else if (child.type === 'text') {
        const from = child.position?.start.offset
        const to = child.position?.end.offset
        // The parser joins text it moves out of a broken table, and such a span may run over a tag: not trusted.
        if (from !== undefined && to !== undefined && !html.slice(from, to).includes('<')) spans.push({ from, to })
      }
    }
  }
  walk(tree)
  return spans
}

function hrefSpans(tree: Root, html: string): Span[] {
  const spans: Span[] = []
  visit(tree, 'element', (element) => {
    const place = element.data?.position?.properties?.href
    if (element.tagName !== 'a' || place?.start.offset === undefined || place.end.offset === undefined) return
    const match = /^href="([^"]*)"$/i.exec(html.slice(place.start.offset, place.end.offset))
    if (match?.[1] === undefined) return
    const to = place.end.offset - 1
    spans.push({ from: to - match[1].length, to })
  })
  return spans
}

/**
 * Find slots that stand where their value cannot be escaped safely. A name may stand in HTML text; a URL as the whole
 * of a double-quoted `href` of a link; nothing in style, title, script, a comment or any other attribute.
 */
export function checkContexts(html: string, table: SlotTable, at: { file?: string } = {}): Problem[] {
  const tree = parseHtml(html)
  const texts = textSpans(tree, html)
  const hrefs = hrefSpans(tree, html)
  const problems: Problem[] = []
  for (const match of html.matchAll(sentinelPattern(table))) {
    const slot = table.slots[Number(match[1] ?? match[2])]
    if (slot === undefined) continue
    const from = match.index
    const to = from + match[0].length
    const wrapped = match[1] !== undefined
    const fits = isUrlSlot(slot.name)
      ? wrapped && hrefs.some((span) => span.from === from && span.to === to)
      : !wrapped && texts.some((span) => span.from <= from && to <= span.to)
    if (!fits) problems.push(slotMisplaced({ name: slot.name, around: around(html, from, match[0]) }, at))
  }
  return problems
}

function around(html: string, from: number, sentinel: string): string {
  const start = Math.max(0, from - 30)
  return `${html.slice(start, from)}…${html.slice(from + sentinel.length, from + sentinel.length + 15)}`.replace(
    /\s+/g,
    ' ',
  )
}
