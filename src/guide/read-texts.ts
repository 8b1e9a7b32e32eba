import type { Root } from 'mdast'
import { readNodes } from './read-nodes.ts'
import type { ReadyText } from './ready-text.ts'
import { plainSource } from './text-source.ts'

/** Every text of a piece of Markdown that a person reads or hears, ready for matching. */
export function readTexts(root: Root, source: string, language: string): ReadyText[] {
  return readNodes(root.children, { language, source: plainSource(source), ofTeller: false })
}
