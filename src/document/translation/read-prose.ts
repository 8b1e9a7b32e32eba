import type { PhrasingContent } from 'mdast'
import { toMarkdown } from 'mdast-util-to-markdown'
import { parseMarkdown } from '../markdown.ts'
import { identityOf, listTokens, type Passage, type Token } from './passages.ts'
import { replaceTokens, type TokenFault, tidyCell } from './token-text.ts'

/** Words of a picture, or of a link's title, that are put in with its token. */
export interface NestedWords {
  alt?: string
  title?: string
}

/**
 * The Markdown of a translator's cell: tokens put back, line breaks written as Markdown has them, and what would begin a
 * list or a heading escaped.
 *
 * @param tokens by number; those in `needed` have to be there.
 * @returns `markup` where the cell holds Markdown of its own that would become a link, a picture, a list …
 */
export function readProse(
  cell: string,
  form: Passage['form'],
  tokens: ReadonlyMap<number, Token>,
  needed: ReadonlySet<number>,
  nested: (number: number) => NestedWords = () => ({}),
): { markdown: string; faults: TokenFault[]; markup: boolean } {
  const uses = new Map(
    [...tokens].map(([number, { kind }]) => [
      number,
      { pair: kind === 'link' || kind === 'slot', needed: needed.has(number) },
    ]),
  )
  const used: Token[] = []
  const tidy = tidyCell(cell)
  const lines = form === 'paragraph' ? tidy.split('\n') : [tidy.replaceAll('\n', ' ')]
  const escaped = lines.map(form === 'paragraph' ? escapeLine : form === 'heading' ? escapeEnd : (line) => line)
  const { text, faults } = replaceTokens(escaped.join('\\\n'), uses, (number, inner) => {
    const token = tokens.get(number)
    if (!token) return ''
    used.push(token)
    return writeToken(token, inner, nested(number))
  })
  if (faults.length > 0) return { markdown: text, faults, markup: false }
  return {
    markdown: form === 'cell' ? text.replaceAll(/(?<!\\)\|/g, '\\|') : text,
    faults,
    markup: !holdsOnly(form === 'heading' ? `## ${text}` : text, form, used),
  }
}

/** What would open a list, a heading, a quotation, code or a line across, were it not escaped. */
function escapeLine(line: string): string {
  const number = /^(\d{1,9})([.)](?:\s|$).*)$/s.exec(line)
  if (number) return `${number[1]}\\${number[2]}`
  const opens = /^(#{1,6}(\s|$)|>|[-+*](\s|$)|=+\s*$|-+\s*$|`{3}|~{3})/.test(line)
  return opens || /^([-*_])(\s*\1){2,}\s*$/.test(line) ? `\\${line}` : line
}

/** Hashes that end a heading are taken for its decoration. */
const escapeEnd = (line: string): string => line.replace(/(^|\s)(#+)$/, '$1\\$2')

/** Whether Markdown is one passage with these tokens and no other. */
function holdsOnly(markdown: string, form: Passage['form'], expected: readonly Token[]): boolean {
  const [only, ...others] = parseMarkdown(markdown).children
  const wanted = form === 'heading' ? 'heading' : 'paragraph'
  if (others.length > 0 || only?.type !== wanted || !('children' in only)) return false
  const found = listTokens(only.children).map((token): Token => {
    // The words of a link may have become its very address.
    const written = token.kind === 'address' && markdown[token.node.position?.start.offset ?? -1] === '['
    return written ? { kind: 'link', node: token.node } : token
  })
  const list = (tokens: readonly Token[]) =>
    tokens
      .filter(({ kind }) => kind !== 'bracket')
      .map(identityOf)
      .sort()
  return JSON.stringify(list(found)) === JSON.stringify(list(expected))
}

function writeToken(token: Token, inner: string, { alt, title }: NestedWords): string {
  switch (token.kind) {
    case 'link': {
      const { url } = token.node
      const hollow = { type: 'link', url, title: title ?? token.node.title, children: [{ type: 'text', value: 'x' }] }
      // A link in full: its words stand where the x does.
      return writeNode(hollow as Parameters<typeof toMarkdown>[0]).replace('[x]', () => `[${inner}]`)
    }
    case 'image':
      return writeNode({ ...token.node, alt: alt ?? token.node.alt, title: title ?? token.node.title })
    case 'address':
      return /^[a-z]+:/i.test(plainOf(token.node.children)) ? `<${token.node.url}>` : plainOf(token.node.children)
    case 'slot':
      return `:name[${inner}]`
    case 'code':
      return writeNode(token.node)
    case 'markup':
    case 'bracket':
      return token.value
  }
}

const writeNode = (node: Parameters<typeof toMarkdown>[0]): string => toMarkdown(node, { resourceLink: true }).trim()

const plainOf = (children: readonly PhrasingContent[]): string =>
  children.map((child) => ('value' in child ? child.value : '')).join('')
