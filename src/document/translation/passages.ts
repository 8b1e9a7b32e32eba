import type { Html, Image, InlineCode, Link, Nodes, PhrasingContent, RootContent, Text } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Position } from 'unist'
import { isComment } from '../comment.ts'
import type { Block } from '../document.ts'

type TextDirective = Extract<PhrasingContent, { type: 'textDirective' }>

/** What stands in a translator's text as a number and comes back as it was. */
export type Token =
  | { kind: 'link'; node: Link }
  | { kind: 'address'; node: Link }
  | { kind: 'image'; node: Image }
  | { kind: 'slot'; node: TextDirective }
  | { kind: 'code'; node: InlineCode }
  | { kind: 'markup'; node: Html; value: string }
  | { kind: 'bracket'; node: Text; value: string }

/** A run of prose that is translated as a whole: a heading, a paragraph, a cell of a table. */
export interface Passage {
  form: 'heading' | 'paragraph' | 'cell'
  /** Where in its block it stands: the same in a translation that has the same structure. */
  path: string
  depth: number
  children: PhrasingContent[]
  /** Of its words, without the marks of a heading or a list. */
  position: Position
  /** In reading order. */
  tokens: Token[]
}

/**
 * A block's passages in reading order, its heading first.
 *
 * @param comments whether notes to other writers within a passage count as tokens: the translation's own stay where they
 *   are, the source's are not for the translator.
 */
export function listPassages({ heading, body }: Pick<Block, 'heading' | 'body'>, comments: boolean): Passage[] {
  const found: Passage[] = []
  if (heading) found.push(...passage('heading', 'heading', 2, heading.children))
  collect(body, '', found)
  if (comments) return found
  return found.map((one) => {
    const children = one.children.filter(isTold)
    return { ...one, children, tokens: listTokens(children) }
  })
}

const isTold = (node: Nodes): boolean => !isComment(node)

function collect(nodes: readonly RootContent[], path: string, found: Passage[]): void {
  const told = nodes.filter(isTold)
  for (const [index, node] of told.entries()) {
    const here = `${path}/${node.type}${index}`
    if (node.type === 'paragraph') found.push(...passage('paragraph', here, 0, node.children))
    else if (node.type === 'heading') found.push(...passage('heading', here, node.depth, node.children))
    else if (node.type === 'tableCell') found.push(...passage('cell', here, 0, node.children))
    else if ('children' in node) collect(node.children, here, found)
  }
}

function passage(form: Passage['form'], path: string, depth: number, children: PhrasingContent[]): Passage[] {
  const start = children[0]?.position?.start
  const end = children.at(-1)?.position?.end
  return start && end ? [{ form, path, depth, children, position: { start, end }, tokens: listTokens(children) }] : []
}

/** Every node of some prose that is no translator's business, in reading order. */
export function listTokens(nodes: readonly Nodes[]): Token[] {
  return nodes.flatMap((node): Token[] => {
    const own = tokensOf(node)
    const within = 'children' in node && !own.some(({ kind }) => kind === 'address') ? listTokens(node.children) : []
    return [...own, ...within]
  })
}

function tokensOf(node: Nodes): Token[] {
  switch (node.type) {
    case 'link':
      return [{ kind: isAddress(node) ? 'address' : 'link', node }]
    case 'image':
      return [{ kind: 'image', node }]
    case 'textDirective':
      return [{ kind: 'slot', node }]
    case 'inlineCode':
      return [{ kind: 'code', node }]
    case 'html':
      return [{ kind: 'markup', node, value: node.value }]
    case 'text':
      return bracketsOf(node).map((value) => ({ kind: 'bracket', node, value }))
    default:
      return []
  }
}

/** The brackets of tokens, where an author wrote them: they would be taken for a token. */
const bracketsOf = ({ value }: Text): string[] => value.match(/[⟦⟧]/g) ?? []

/** A link whose words are its own address: nothing in it can be translated. */
export function isAddress(node: Link): boolean {
  const words = plainText(node)
  return words !== '' && [node.url, node.url.replace(/^(mailto:|https?:\/\/)/, '')].includes(words)
}

/** What makes two tokens the same thing, wherever they stand. */
export function identityOf(token: Token): string {
  if (token.kind === 'markup' || token.kind === 'bracket') return `${token.kind} ${token.value}`
  const { node } = token
  return `${token.kind} ${'url' in node ? node.url : 'value' in node ? node.value : node.name}`
}

/**
 * Number a translation's tokens by the source's: the same address gets the same number, then the same kind in order;
 * what the source lacks gets numbers after the source's.
 */
export function numberTokens(tokens: readonly Token[], source: readonly Token[]): number[] {
  const numbers: (number | undefined)[] = tokens.map(() => undefined)
  const pair = (same: (a: Token, b: Token) => boolean) => {
    for (const [at, token] of tokens.entries()) {
      if (numbers[at] !== undefined) continue
      const found = source.findIndex((other, index) => same(token, other) && !numbers.includes(index + 1))
      if (found >= 0) numbers[at] = found + 1
    }
  }
  pair((a, b) => identityOf(a) === identityOf(b))
  pair((a, b) => a.kind === b.kind && a.kind !== 'markup')
  let next = source.length
  return numbers.map((number) => {
    if (number !== undefined) return number
    next += 1
    return next
  })
}
