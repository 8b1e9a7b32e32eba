import type { Root, RootContent } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Document } from '../../document/document.ts'
import { linePosition } from '../../problem/positions.ts'
import type { At } from '../../problem/problem.ts'
import { type Words, wordsFile } from '../words.ts'

/**
 * Where a person wrote some characters that a rendered edition shows: in the document or in its language's phrases.
 * Undefined where neither holds them, which leaves the template.
 *
 * @param match as rendered, where white space may be another than was written: its first word is looked for.
 */
export function findAuthored(match: string, document: Document, words: Readonly<Partial<Words>>): At | undefined {
  const [sought = ''] = match.trim().split(/\s/)
  if (sought === '') return undefined
  const { file, places, meta } = document
  for (const key of ['title', 'subject', 'preheader'] as const) {
    if (meta[key].includes(sought)) return { file, place: places[key] }
  }
  for (const { heading, body, attributes, position } of document.blocks) {
    if (Object.values(attributes).some((value) => typeof value === 'string' && value.includes(sought))) {
      return { file, place: position.start }
    }
    const place = findInNodes([...(heading?.children ?? []), ...body], sought)
    if (place) return { file, place }
  }
  const phrase = Object.values(words).some((value) => value?.includes(sought))
  return phrase ? { file: wordsFile(document.language) } : undefined
}

function findInNodes(nodes: RootContent[], sought: string): At['place'] {
  let place: At['place']
  const tree: Root = { type: 'root', children: nodes }
  visit(tree, (node) => {
    if (place || !node.position) return
    if ('value' in node && node.value.includes(sought)) {
      const before = node.value.slice(0, node.value.indexOf(sought)).split('\n')
      const { line, column } = node.position.start
      const from = (before.length === 1 ? column : 1) + (before.at(-1) ?? '').length
      place =
        node.type === 'text' ? linePosition(line + before.length - 1, '', from, from + sought.length) : node.position
    } else if (['url', 'alt', 'title'].some((name) => String(Reflect.get(node, name) ?? '').includes(sought))) {
      place = node.position
    }
  })
  return place
}
