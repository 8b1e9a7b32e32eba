import { SKIP, visit } from 'unist-util-visit'
import { linePosition } from '../problem/positions.ts'
import type { At } from '../problem/problem.ts'
import type { CheckContext } from './check.ts'
import { proseOf } from './written.ts'

/** One line of prose as it is written in the file, mark-up included. */
export interface Passage {
  text: string
  language: string
  /** Where a part of it stands. */
  at(index: number, length: number): At
}

/**
 * The lines of all paragraphs and headings as written, with code blanked out.
 *
 * For slips that Markdown has read as something else, so that they are in no text of the document any more.
 */
export function* passagesOf({ issue, documents }: Pick<CheckContext, 'issue' | 'documents'>): Generator<Passage> {
  for (const { blocks, file, language } of documents) {
    const lines = issue.texts.find((text) => text.language === language)?.markdown.split('\n') ?? []
    const wanted = new Map<number, number>()
    for (const block of blocks) {
      visit(proseOf(block), (node) => {
        const { position } = node
        if (node.type === 'inlineCode' && position) {
          const { start, end } = position
          const line = lines[start.line - 1] ?? ''
          const to = start.line === end.line ? end.column - 1 : line.length
          lines[start.line - 1] =
            line.slice(0, start.column - 1) + ' '.repeat(Math.max(0, to - start.column + 1)) + line.slice(to)
        }
        if ((node.type === 'paragraph' || node.type === 'tableRow') && position) {
          for (let line = position.start.line; line <= position.end.line; line += 1) {
            wanted.set(line, line === position.start.line ? position.start.column - 1 : 0)
          }
        }
        return node.type === 'code' ? SKIP : undefined
      })
      const { heading } = block
      if (heading) wanted.set(heading.position.start.line, heading.position.start.column - 1)
    }
    for (const [line, start] of wanted) {
      const whole = lines[line - 1] ?? ''
      const text = whole.slice(start)
      const at = (index: number, length: number): At => ({
        file,
        place: linePosition(line, whole, start + index + 1, start + index + 1 + length),
      })
      yield { text, language, at }
    }
  }
}
