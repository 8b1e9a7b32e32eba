import type { Match } from '../finding.ts'
import type { Cues } from '../guide.ts'
import type { ReadyText, Span } from '../ready-text.ts'
import { type CompiledCues, compileCues, wordsMark } from './compile-cues.ts'
import { findQuotations, type Quotation } from './find-quotations.ts'

/** What judges a match beside the text it stands in. */
export interface Context {
  language: string
  /** Of the language; without them only marks and places count. */
  cues: Cues | undefined
  /** All texts of the document, in order: a quotation may run over several paragraphs. */
  texts?: readonly ReadyText[]
  /** What the teller of this text calls themself. */
  selfTerms?: readonly string[]
}

/** A match with what its context rules look at. */
export interface Situation {
  match: Match
  text: ReadyText
  language: string
  cues: CompiledCues
  selfTerms: readonly string[]
  /** The words found. */
  words: string
  /** The sentence they stand in; several where they run over an end. */
  sentence: Span
  /** In the sentence, before and after the words. */
  before: string
  after: string
  /** The sentence with the mark in the place of the words. */
  marked: string
  /** The quotations they stand in, outermost first. */
  quotations: Quotation[]
}

const noCues: Cues = {
  mention: [],
  speech: [],
  criticism: [],
  eligibility: [],
  actor: [],
  by: [],
  byKnown: [],
  notActor: [],
  otherVerb: [],
  clause: [],
  relative: [],
  self: [],
  passive: [],
  stateParticiple: [],
  stateVerb: [],
  myth: [],
}

/** What surrounds a match. */
export function readSituation(match: Match, text: ReadyText, context: Context): Situation {
  const sentence = sentencesAround(text, match)
  const before = text.text.slice(sentence.start, match.start)
  const after = text.text.slice(match.end, sentence.end)
  return {
    match,
    text,
    language: context.language,
    cues: compileCues(context.cues ?? noCues),
    selfTerms: context.selfTerms ?? [],
    words: text.text.slice(match.start, match.end),
    sentence,
    before,
    after,
    marked: `${before}${wordsMark}${after}`,
    quotations: findQuotations(text, context.texts).filter(
      ({ inner }) => inner.start <= match.start && match.end <= inner.end,
    ),
  }
}

/** From the begin of the first sentence that a span touches to the end of the last. */
export function sentencesAround(text: ReadyText, span: Span): Span {
  const touched = text.sentences.filter(({ start, end }) => start < span.end && span.start < end)
  return {
    start: Math.min(span.start, touched[0]?.start ?? 0),
    end: Math.max(span.end, touched.at(-1)?.end ?? text.text.length),
  }
}
