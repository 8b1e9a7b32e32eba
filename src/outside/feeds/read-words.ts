import type { Element, Root as Hast } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { toMdast } from 'hast-util-to-mdast'
import type { Nodes, PhrasingContent, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { FeedWords } from './feed-post.ts'

/** More than this is a whole article, of which the beginning is enough. */
const charactersMost = 20_000

/** What may stay of a feed's HTML. All else goes: what cannot be read (scripts, frames) with what is in it. */
const schema: Schema = {
  tagNames: [
    ...['p', 'div', 'br', 'span', 'a', 'em', 'i', 'strong', 'b', 'blockquote', 'ul', 'ol', 'li', 'section', 'article'],
    ...[
      'h1',
      'h2',
      'h3',
      'h4',
      'h5',
      'h6',
      'dl',
      'dt',
      'dd',
      'q',
      'sub',
      'sup',
      'abbr',
      'cite',
      'time',
      'small',
      'u',
      'mark',
    ],
  ],
  attributes: { a: ['href'] },
  protocols: { href: ['http', 'https'] },
  strip: [
    'script',
    'style',
    'template',
    'iframe',
    'object',
    'svg',
    'math',
    'form',
    'figure',
    'noscript',
    'title',
    'table',
  ],
}

/**
 * A feed's words as one paragraph of Markdown nodes: paragraphs and list items one after the other, headings and pictures
 * left out, emphasis kept, links as their words, as the item they stand in is a link itself.
 */
export function readWords({ text, html }: FeedWords): PhrasingContent[] {
  if (!html) return [{ type: 'text', value: text.slice(0, charactersMost) }]
  try {
    const tree: Hast = fromHtml(text.slice(0, charactersMost), { fragment: true })
    const clean = sanitize(tree, schema)
    const root: Hast = { type: 'root', children: clean.type === 'root' ? clean.children : [clean as Element] }
    const paragraphs = paragraphsOf(toMdast(root)).filter(
      (nodes) => !isBoilerplate(plainText({ type: 'paragraph', children: nodes })),
    )
    return paragraphs.flatMap((nodes, index) => (index === 0 ? nodes : [{ type: 'text', value: ' ' }, ...nodes]))
  } catch {
    // Nesting too deep for any reader; the title stands alone then.
    return []
  }
}

/** The same as bare words. */
export function readPlain(words: FeedWords): string {
  return plainText({ type: 'paragraph', children: readWords(words) })
}

function paragraphsOf(node: Nodes): PhrasingContent[][] {
  if (node.type === 'paragraph') return [node.children.flatMap(readPhrasing)]
  if (node.type === 'heading' || node.type === 'code' || node.type === 'table') return []
  if ('children' in node) return (node.children as RootContent[]).flatMap((child) => paragraphsOf(child))
  return node.type === 'text' ? [[node]] : []
}

function readPhrasing(node: PhrasingContent): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return [node]
    case 'break':
      return [{ type: 'text', value: ' ' }]
    case 'emphasis':
    case 'strong': {
      const children = node.children.flatMap(readPhrasing)
      return plainText({ type: 'paragraph', children }).trim() === '' ? [] : [{ ...node, children }]
    }
    case 'link':
      return isMore(plainText(node)) ? [] : node.children.flatMap(readPhrasing)
    case 'delete':
      return node.children.flatMap(readPhrasing)
    default:
      return []
  }
}

/** What WordPress puts below an excerpt, in the languages it is translated into that our members write in. */
const boilerplate = [
  /^The post\b.*\bappeared first on\b/su,
  /^(La entrada|El artículo|La publicación)\b.*\b(se publicó primero en|apareció primero en|aparece primero en)\b/su,
  /^(The post|Bài viết|Bài)\b.*\b(đã )?xuất hiện đầu tiên\b/su,
]

const isBoilerplate = (paragraph: string): boolean => boilerplate.some((pattern) => pattern.test(paragraph.trim()))

const more = [
  ...['read more', 'continue reading', 'keep reading', 'learn more', 'leer más', 'seguir leyendo', 'continuar leyendo'],
  ...['continúa leyendo', 'más información', 'đọc tiếp', 'đọc thêm', 'xem thêm', 'xem tiếp'],
]

/** The words of a link that only leads on to the whole post, which the item’s own link does. */
function isMore(words: string): boolean {
  const plain = words
    .trim()
    .toLowerCase()
    .replace(/^[([«\s]+/u, '')
  return more.some((known) => plain.startsWith(known))
}

/** The same sentence where it stands in a line with the excerpt; gives back where the excerpt ends. */
export function findBoilerplate(text: string): number {
  const inLine = [
    /\s*The post\b(?:(?!The post\b).)*\bappeared first on\b[^.]*\.?\s*$/su,
    /\s*La entrada\b(?:(?!La entrada\b).)*\b(?:se publicó|apareció|aparece) primero en\b[^.]*\.?\s*$/su,
  ]
  const starts = inLine.map((pattern) => pattern.exec(text)?.index ?? text.length)
  return Math.min(...starts)
}
