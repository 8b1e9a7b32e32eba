import type { Html, Root } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Report } from '../problem/problem.ts'
import { isComment } from './comment.ts'
import * as problems from './problems.ts'

/**
 * Report HTML, none of which is printed: a tag around words that stay is a warning, and what would be lost with it (words,
 * a link, a picture) is an error that shows how to keep it.
 */
export function reportHtml(root: Root, lines: readonly string[], file: string, report: Report): void {
  const seen = new Set<number>()
  visit(root, 'html', (node) => {
    const { position } = node
    if (isComment(node) || !position) return
    const written = wholeElement(node, lines)
    const words = wordsOf(node.value)
    const lost = words !== '' || /^<(a|img)\b/i.test(written)
    if (lost) {
      const shown = words || wordsOf(written) || written
      report(problems.htmlLost({ words: shorten(shown), markdown: toMarkdown(written) }, { file, place: position }))
    } else if (!node.value.startsWith('</') && !seen.has(position.start.line)) {
      report(problems.htmlIgnored(undefined, { file, place: position }))
    }
    seen.add(position.start.line)
  })
}

/** In a line of prose only the tag is HTML to Markdown; a link's words stand behind it. */
function wholeElement({ value, position }: Html, lines: readonly string[]): string {
  const [, name] = /^<(a)\b[^>]*>$/i.exec(value) ?? []
  if (name === undefined || !position) return value
  const rest = (lines[position.end.line - 1] ?? '').slice(position.end.column - 1)
  return value + (/^.*?<\/a>/i.exec(rest)?.[0] ?? '')
}

/** What a browser would show of it. */
function wordsOf(html: string): string {
  return html
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<(script|style|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&nbsp;/g, ' ')
    .trim()
    .replaceAll(/\s+/g, ' ')
}

const attributeOf = (tag: string, name: string): string =>
  new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag)?.slice(1).find(Boolean) ?? ''

/** The same in Markdown, for a hint: links, pictures and emphasis; other tags go. */
function toMarkdown(html: string): string {
  const marked = html
    .replaceAll(/<img\b[^>]*>/gi, (tag) => {
      return `![${attributeOf(tag, 'alt') || 'What can be seen in it'}](${attributeOf(tag, 'src')})`
    })
    .replaceAll(/(<a\b[^>]*>)([\s\S]*?)<\/a\s*>/gi, (_, tag: string, words: string) => {
      return `[${wordsOf(words) || 'what is behind it'}](${attributeOf(tag, 'href')})`
    })
    .replaceAll(/<\/?(b|strong)\b[^>]*>/gi, '**')
    .replaceAll(/<\/?(i|em)\b[^>]*>/gi, '*')
  return wordsOf(marked) || '[what is behind it](https://example.org)'
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
