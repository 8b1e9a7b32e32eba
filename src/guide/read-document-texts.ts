import type { Block, Document } from '../document/document.ts'
import { readFence } from '../document/fence.ts'
import { wordsOf } from '../document/translation/word-attributes.ts'
import type { Frame, IssueText } from '../issue/issue.ts'
import { alignWords } from './align-words.ts'
import { flatten, makeReady, type TextPlace } from './flatten.ts'
import { readNodes } from './read-nodes.ts'
import { readYamlWords } from './read-yaml-words.ts'
import type { ReadyText } from './ready-text.ts'
import { issueSource } from './text-source.ts'
import { objectMark, TextBuilder } from './written-text.ts'

/** Every text of one language of an issue that a reader reads or hears: the front matter's words, then block by block. */
export function readDocumentTexts(document: Document, text: IssueText): ReadyText[] {
  const place: TextPlace = { language: document.language, source: issueSource(text.source), ofTeller: false }
  return [
    ...(['title', 'subject', 'preheader'] as const).flatMap((key) => readFront(key, text.meta[key], text, place)),
    ...document.blocks.flatMap((block) => readBlock(block, place)),
  ]
}

/**
 * The words that the front matter declares for a part of the frame, where they are written. No reader meets them there: they
 * are a copy of words of the text.
 */
export function readFrameWords(part: keyof Frame, text: IssueText): ReadyText[] {
  const place: TextPlace = { language: text.language, source: issueSource(text.source), ofTeller: false }
  return readFront(`frame.${part}`, text.meta.frame?.[part] ?? '', text, place)
}

function readFront(key: string, value: string, text: IssueText, place: TextPlace): ReadyText[] {
  const at = text.places[key]
  if (!at || value === '') return []
  const [start, end] = [place.source.offsetOf(at.start), place.source.offsetOf(at.end)]
  const written = readYamlWords(text.source, start, end)
  const words = written.text.replaceAll(/:name\[[^\]\n]*\]/g, (slot) => objectMark.repeat(slot.length))
  const builder = new TextBuilder()
  for (let index = 0; index < words.length; index += 1) {
    builder.push(words[index] ?? '', written.starts[index] ?? start, written.ends[index] ?? end)
  }
  return makeReady(builder, 'front', { ...place, block: key })
}

function readBlock(block: Block, document: TextPlace): ReadyText[] {
  const { kind, id, heading, body } = block
  const speaker = kind === 'story' || kind === 'quote' ? block.attributes.speaker : undefined
  const place: TextPlace = { ...document, block: id, ofTeller: speaker?.kind === 'story' }
  const { source } = place
  const headings = heading
    ? flatten(
        heading.children,
        { start: source.offsetOf(heading.position.start), end: source.offsetOf(heading.position.end) },
        'heading',
        place,
      )
    : []
  const bodyPlace: TextPlace = kind === 'quote' ? { ...place, quotation: 'attributed' } : place
  return [...readAttributes(block, place), ...headings, ...readNodes(body, bodyPlace)]
}

/** The attributes with words that this file itself writes; a translation's inherited ones belong to the source. */
function readAttributes(block: Block, place: TextPlace): ReadyText[] {
  const { source } = place
  const { line } = block.position.start
  const start = source.offsetOf({ line, column: 1 })
  const written = source.text.slice(start).split('\n', 1)[0] ?? ''
  const fence = block.kind === 'letter' ? undefined : readFence(written)
  if (fence?.type !== 'open') return []
  return Object.entries(wordsOf(block)).flatMap(([name, value]) => {
    const attribute = fence.attributes.find((found) => found.name === name)
    if (!attribute || attribute.column === 0) return []
    const sign = written.indexOf('=', attribute.column - 1)
    const builder = new TextBuilder()
    alignWords(builder, source.text, start + sign + 1, start + attribute.endColumn - 1, value)
    return makeReady(builder, 'attribute', place)
  })
}
