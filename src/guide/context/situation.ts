import type { Match } from '../finding.ts'
import { type Cues, noCues } from '../guide.ts'
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
  /** Those and the ones near them. */
  nearQuotations: Quotation[]
}

/** What surrounds a match. */
export function readSituation(match: Match, text: ReadyText, context: Context): Situation {
  const sentence = sentencesAround(text, match)
  const before = text.text.slice(sentence.start, match.start)
  const after = text.text.slice(match.end, sentence.end)
  const all = findQuotations(text, context.texts)
  const quotations = all.filter(({ inner }) => inner.start <= match.start && match.end <= inner.end)
  const from = (quotations[0] ?? match).start - farthest
  const to = Math.max(match.end, ...quotations.map(({ end }) => end)) + farthest
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
    quotations,
    nearQuotations: quotations.length === 0 ? [] : all.filter(({ start, end }) => from < end && start < to),
  }
}

/**
 * What is farther from words than this has nothing to say of them. A person's sentence ends long before; what runs on without
 * a full stop (a list, pasted text) would be read whole for each match in it.
 */
const farthest = 600

/** From the begin of the first sentence that a span touches to the end of the last, as far as they are near. */
export function sentencesAround({ text, sentences }: ReadyText, span: Span): Span {
  const touched = sentences.filter(({ start, end }) => start < span.end && span.start < end)
  const start = Math.min(span.start, touched[0]?.start ?? 0)
  const end = Math.max(span.end, touched.at(-1)?.end ?? text.length)
  return {
    start: span.start - start > farthest ? nextWord(text, span.start - farthest, span.start) : start,
    end: end - span.end > farthest ? lastWord(text, span.end, span.end + farthest) : end,
  }
}

/** Half a word might be taken for another. */
function nextWord(text: string, from: number, to: number): number {
  const space = text.indexOf(' ', from)
  return space < 0 || space >= to ? to : space + 1
}

function lastWord(text: string, from: number, to: number): number {
  return Math.max(from, text.lastIndexOf(' ', to))
}
