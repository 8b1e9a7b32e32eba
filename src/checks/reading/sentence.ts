import type { Position } from 'unist'
import { positionIn } from '../../guide/position-in.ts'
import type { Judged } from '../judged.ts'

/** A sentence of an issue's own prose. */
export interface Sentence {
  words: string[]
  place: Position
}

/** Fewer words are a heading, a call or a greeting, of which no formula knows anything. */
const fewestWords = 4

/** The sentences that the network writes itself: none of headings, tables, quotations or a teller's own words. */
export function sentencesOf({ texts, text: { source } }: Pick<Judged, 'texts' | 'text'>): Sentence[] {
  const lines = source.split('\n')
  return texts
    .filter(({ kind, quotation, ofTeller }) => kind === 'prose' && quotation === undefined && !ofTeller)
    .flatMap(({ text, sentences, starts, ends }) =>
      sentences.flatMap(({ start, end }) => {
        const words = text.slice(start, end).match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? []
        const [from, to] = [starts[start], ends[end - 1]]
        if (words.length < fewestWords || from === undefined || to === undefined) return []
        return [{ words, place: positionIn(lines, { start: from, end: to }) }]
      }),
    )
}
