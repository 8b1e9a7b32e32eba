import type { Severity } from '../problem/problem.ts'
import { type CompiledEntry, compileGuide } from './compile-guide.ts'
import { judgeContext } from './context/judge.ts'
import type { Finding, Match } from './finding.ts'
import type { Guide } from './guide.ts'
import { matchWords, overlaps } from './match-words.ts'
import { findNames, maskSpans } from './official-names.ts'
import type { ReadyText, Span } from './ready-text.ts'

interface FindOptions {
  /** What a storyteller calls themself, by their consent record. */
  selfTerms?: string[]
}

/**
 * Find the guide's words in texts of one language, in the order of the source. What the context excuses is among them, with
 * its silence.
 */
export function findIn(
  texts: readonly ReadyText[],
  language: string,
  guide: Guide,
  { selfTerms }: FindOptions = {},
): Finding[] {
  const compiled = compileGuide(guide)
  const cues = guide.cues[language]
  const context = { language, cues, texts: [...texts], ...(selfTerms && { selfTerms }) }
  const found: Finding[] = []
  for (const [text, sentences] of findCandidates(texts, compiled.entries.get(language) ?? [])) {
    const masked = maskSpans(text.text, findNames(text, language, compiled))
    const matches = sentences.flatMap(({ sentence, entries }) => matchSentence(sentence, text.text, masked, entries))
    for (const match of keepLongest(matches)) {
      const { entry, number, start, end } = match
      found.push({
        entry,
        text,
        span: { start, end },
        words: text.text.slice(start, end),
        ...(number && { number }),
        ...judgeContext(match, text, context),
        source: { start: text.starts[start] ?? 0, end: text.ends[end - 1] ?? 0 },
      })
    }
  }
  return found.sort((a, b) => a.source.start - b.source.start)
}

/** A sentence in which these entries may have words. */
interface Candidate {
  sentence: Span
  entries: Set<CompiledEntry>
}

/**
 * Look through everything at once for what is worth a closer look. Nearly all sentences hold nothing, and one run of a
 * pattern over all of them is much faster than a run for each.
 */
function findCandidates(texts: readonly ReadyText[], entries: readonly CompiledEntry[]): Map<ReadyText, Candidate[]> {
  const sentences = texts.flatMap((text) => text.sentences.map((sentence) => ({ text, sentence })))
  const starts: number[] = []
  let whole = ''
  // A line for each sentence: `^` and `$` in a pattern are its beginning and end.
  for (const { text, sentence } of sentences) {
    starts.push(whole.length)
    whole += `${text.text.slice(sentence.start, sentence.end)}\n`
  }
  const hits = new Map<number, Set<CompiledEntry>>()
  for (const entry of entries) {
    for (const { pattern } of entry.patterns) {
      for (const { start } of matchWords(pattern, whole)) {
        const index = lastAtMost(starts, start)
        hits.set(index, (hits.get(index) ?? new Set()).add(entry))
      }
    }
  }
  const found = new Map<ReadyText, Candidate[]>()
  for (const [index, entries] of [...hits].sort(([a], [b]) => a - b)) {
    const { text, sentence } = sentences[index] ?? {}
    if (text && sentence) found.set(text, [...(found.get(text) ?? []), { sentence, entries }])
  }
  return found
}

/** The index of the last of the rising numbers that is not above `limit`. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1
    else high = middle
  }
  return low - 1
}

function matchSentence(sentence: Span, text: string, masked: string, entries: Iterable<CompiledEntry>): Match[] {
  const { start, end } = sentence
  return [...entries]
    .flatMap((entry) => matchEntry(entry, masked.slice(start, end), text.slice(start, end)))
    .map((match) => ({ ...match, start: match.start + start, end: match.end + start }))
}

function matchEntry({ entry, patterns, except }: CompiledEntry, words: string, unmasked: string): Match[] {
  const found = patterns.flatMap(({ pattern, number }) =>
    matchWords(pattern, words).map((span) => ({ ...span, entry, ...(number && { number }) })),
  )
  if (found.length === 0 || except.length === 0) return found
  const exceptions = except.flatMap((pattern) => matchWords(pattern, unmasked))
  return found.filter((match) => !exceptions.some((exception) => overlaps(match, exception)))
}

const ranks: Record<Severity, number> = { error: 2, warn: 1, suggest: 0 }

/** Of matches that overlap, the longest; of equals the earlier, then the more severe. */
function keepLongest(matches: readonly Match[]): Match[] {
  const length = ({ start, end }: Span): number => end - start
  const kept: Match[] = []
  const taken = new Uint8Array(matches.reduce((most, { end }) => Math.max(most, end), 0))
  for (const match of matches.toSorted(
    (a, b) => length(b) - length(a) || a.start - b.start || ranks[b.entry.level] - ranks[a.entry.level],
  )) {
    const place = taken.subarray(match.start, match.end)
    if (place.includes(1)) continue
    place.fill(1)
    kept.push(match)
  }
  return kept
}
