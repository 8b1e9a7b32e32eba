import type { Image, ImageReference, Link, Nodes, PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { findAddresses, isAddress } from './address-like.ts'
import { alignWords } from './align-words.ts'
import { normalise } from './normalise.ts'
import { maskSpans } from './official-names.ts'
import type { ReadyText, TextKind } from './ready-text.ts'
import { splitSentences } from './split-sentences.ts'
import type { TextSource } from './text-source.ts'
import { objectMark, TextBuilder } from './written-text.ts'

/** What holds for every text of a stretch of a document. */
export interface TextPlace {
  language: string
  source: TextSource
  quotation?: ReadyText['quotation']
  ofTeller: boolean
  block?: string
}

/** Normalise and split what was collected; nothing where no words are in it. */
export function makeReady(builder: TextBuilder, kind: TextKind, place: TextPlace): ReadyText[] {
  const written = builder.finish()
  const ready = normalise({ ...written, text: maskSpans(written.text, findAddresses(written.text)) }, builder.labels)
  if (!/[\p{L}\p{N}]/u.test(ready.text)) return []
  return [
    {
      ...ready,
      kind,
      sentences: splitSentences(ready.text, place.language),
      ...(place.quotation && { quotation: place.quotation }),
      ofTeller: place.ofTeller,
      ...(place.block !== undefined && { block: place.block }),
    },
  ]
}

/**
 * The words of one paragraph, heading or cell as a reader sees them; then, each a text of its own, what stands in its
 * pictures' alternative texts and its titles.
 */
export function flatten(
  children: readonly PhrasingContent[],
  span: { start: number; end: number },
  kind: TextKind,
  place: TextPlace,
): ReadyText[] {
  const builder = new TextBuilder()
  const beside: ReadyText[] = []
  const { source } = place
  const spanOf = (node: Nodes) => {
    if (!node.position) return undefined
    return { start: source.offsetOf(node.position.start), end: source.offsetOf(node.position.end) }
  }
  const add = (node: PhrasingContent): void => {
    // remark-gfm finds some addresses after parsing, and then forgets where the words around them stand.
    const own = spanOf(node) ?? { start: builder.cursor ?? span.start, end: span.end }
    switch (node.type) {
      case 'text':
        alignWords(builder, source.text, own.start, own.end, node.value)
        return
      case 'break':
        builder.push(' ', own.start, own.end)
        return
      case 'html':
        // Tags and comments show nothing; only a line break parts words.
        if (/^<br\b/i.test(node.value)) builder.push(' ', own.start, own.end)
        return
      case 'image':
      case 'imageReference':
        builder.push(objectMark, own.start, own.end)
        beside.push(...besideWords(node, own, place))
        return
      case 'link':
      case 'linkReference': {
        if (node.type === 'link') beside.push(...besideWords(node, own, place))
        if (isAddress(plainText(node))) {
          const end = node.position ? own.end : endOfWords(plainText(node), own, source)
          builder.push(objectMark, own.start, end)
          return
        }
        const start = builder.length
        node.children.forEach(add)
        builder.labels.push({ start, end: builder.length })
        return
      }
      case 'emphasis':
      case 'strong':
      case 'delete':
        node.children.forEach(add)
        return
      default:
        builder.push(objectMark, own.start, own.end)
    }
  }
  children.forEach(add)
  return [...makeReady(builder, kind, place), ...beside]
}

function endOfWords(words: string, { start, end }: { start: number; end: number }, source: TextSource): number {
  const builder = new TextBuilder()
  alignWords(builder, source.text, start, end, words)
  return builder.cursor ?? end
}

/** The alternative text and the title of a picture or a link. */
function besideWords(
  node: Image | ImageReference | Link,
  { start, end }: { start: number; end: number },
  place: TextPlace,
): ReadyText[] {
  const { text } = place.source
  const found: ReadyText[] = []
  if (node.type !== 'link' && node.alt) {
    const builder = new TextBuilder()
    alignWords(builder, text, start + '!['.length, end, node.alt)
    found.push(...makeReady(builder, 'alt', place))
  }
  if (node.type !== 'imageReference' && node.title) found.push(...readTitle(node.title, start, end, place))
  return found
}

/** A title stands last in a link, a picture or a definition, between quotation marks or parentheses. */
export function readTitle(title: string, start: number, end: number, place: TextPlace): ReadyText[] {
  const { text } = place.source
  const builder = new TextBuilder()
  const span = titleSpan(text, start, end) ?? definedTitle(text, title) ?? { start, end }
  alignWords(builder, text, span.start, span.end, title)
  return makeReady(builder, 'link-title', place)
}

const openers: Record<string, string> = { '"': '"', "'": "'", ')': '(' }

function titleSpan(text: string, start: number, end: number): { start: number; end: number } | undefined {
  const inside = text
    .slice(start, end)
    .replace(/^(!?\[.*\]\(.*)\)$/su, '$1')
    .trimEnd()
  const opener = openers[inside.at(-1) ?? '']
  if (opener === undefined) return undefined
  for (let at = inside.length - 2; at > 0; at -= 1) {
    if (inside[at] === opener && inside[at - 1] !== '\\' && /\s/.test(inside[at - 1] ?? '')) {
      return { start: start + at + 1, end: start + inside.length - 1 }
    }
  }
  return undefined
}

/** Of `[words][name]`, whose title stands with the address, elsewhere in the file. */
function definedTitle(text: string, title: string): { start: number; end: number } | undefined {
  const at = text.search(/^ {0,3}\[[^\]\n]+\]:/m)
  const found = at < 0 ? -1 : text.indexOf(title, at)
  return found < 0 ? undefined : { start: found, end: found + title.length }
}
