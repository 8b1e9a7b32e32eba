import { toString as plainText } from 'mdast-util-to-string'
import { parseMarkdown } from '../document/markdown.ts'
import type { Severity } from '../problem/problem.ts'
import { findIn } from './find.ts'
import type { Finding, Silence } from './finding.ts'
import type { Guide } from './guide.ts'
import { normaliseWords } from './normalise.ts'
import type { Label, LabelledCase } from './read-cases.ts'
import { readTexts } from './read-texts.ts'
import type { ReadyText, Span } from './ready-text.ts'

export interface Measure {
  /** Of what was reported, the share that is right; 1 where nothing was. */
  precision: number
  /** Of what should be found, the share that was; 1 where nothing should. */
  recall: number
  labels: number
  found: number
  reported: number
  right: number
}

interface Place {
  line: number
  lang: string
  text: string
  phrase: string
  category: string
}

/** What `guide score --json` prints. Fields are an interface: never renamed. */
export interface Score {
  total: Measure
  byLanguage: Record<string, Measure>
  byCategory: Record<string, Measure>
  misses: (Place & { severity?: Severity; silence?: Silence })[]
  falseAlarms: (Place & { severity: Severity; entry: string })[]
  /** Found, but reported as graver or lighter than the label says. */
  severityDiffers: (Place & { severity: Severity; expected: Severity })[]
  /** What the guide knows and the context excused. */
  silenced: (Place & { entry: string; silence: Silence })[]
}

/** Hold the guide against labelled sentences. Each label and each finding counts once. */
export function scoreGuide(cases: readonly LabelledCase[], guide: Guide): Score {
  const tally = new Tally()
  const score: Omit<Score, 'total' | 'byLanguage' | 'byCategory'> = {
    misses: [],
    falseAlarms: [],
    severityDiffers: [],
    silenced: [],
  }
  for (const labelled of cases) {
    const { line, lang, text } = labelled
    const { texts, findings } = findInCase(labelled, guide)
    const reported = findings.filter(({ silence }) => silence === undefined)
    const pairs = pairUp(labelled.expect, reported, texts)
    for (const label of labelled.expect) {
      const finding = pairs.get(label)
      const { category, phrase, severity } = label
      const place = { line, lang, text, phrase, category }
      tally.label(lang, category, finding !== undefined)
      if (!finding) {
        const silence = silenceOf(label, findings, texts)
        score.misses.push({ ...place, ...(severity && { severity }), ...(silence && { silence }) })
      } else if (severity && finding.severity !== severity) {
        score.severityDiffers.push({ ...place, severity: finding.severity, expected: severity })
      }
    }
    const right = new Set(pairs.values())
    for (const finding of findings) {
      const { severity, silence, words, entry } = finding
      const place = { line, lang, text, phrase: words, category: entry.category }
      if (silence) score.silenced.push({ ...place, entry: entry.id, silence })
      else {
        tally.finding(lang, entry.category, right.has(finding))
        if (!right.has(finding)) score.falseAlarms.push({ ...place, severity, entry: entry.id })
      }
    }
  }
  return { ...tally.measures(), ...score }
}

function findInCase({ text, lang, context }: LabelledCase, guide: Guide): { texts: ReadyText[]; findings: Finding[] } {
  // A storyteller's own words, as a block whose speaker is a consent record holds them.
  const ofTeller = /story|self/i.test(context)
  const texts = readTexts(parseMarkdown(text), text, lang).map((ready) => ({ ...ready, ofTeller }))
  return { texts, findings: findIn(texts, lang, guide) }
}

/** Give every label a finding of its category at its words: one that says exactly them first, then one that overlaps. */
function pairUp(labels: readonly Label[], reported: readonly Finding[], texts: readonly ReadyText[]) {
  const pairs = new Map<Label, Finding>()
  const taken = new Set<Finding>()
  for (const fits of [isExactly, isWithin]) {
    for (const label of labels) {
      if (pairs.has(label)) continue
      const finding = reported.find((candidate) => !taken.has(candidate) && fits(candidate, label, texts))
      if (!finding) continue
      pairs.set(label, finding)
      taken.add(finding)
    }
  }
  return pairs
}

function isExactly(finding: Finding, label: Label): boolean {
  return finding.entry.category === label.category && fold(finding.words) === phraseOf(label)
}

function isWithin(finding: Finding, label: Label, texts: readonly ReadyText[]): boolean {
  if (finding.entry.category !== label.category) return false
  return texts
    .filter((text) => text === finding.text)
    .some(({ text }) => occurrences(fold(text), phraseOf(label)).some((span) => holds(span, finding.span)))
}

function holds(a: Span, b: Span): boolean {
  return (a.start <= b.start && b.end <= a.end) || (b.start <= a.start && a.end <= b.end)
}

function silenceOf(label: Label, findings: readonly Finding[], texts: readonly ReadyText[]): Silence | undefined {
  return findings.find((finding) => isExactly(finding, label) || isWithin(finding, label, texts))?.silence
}

function occurrences(text: string, phrase: string): Span[] {
  const found: Span[] = []
  if (phrase === '') return found
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    found.push({ start: at, end: at + phrase.length })
  }
  return found
}

/** A label's words in the form of a text's: markup gone, normalised. */
function phraseOf({ phrase }: Label): string {
  const words = /[*_[\]\\&~`]/.test(phrase) ? plainText(parseMarkdown(phrase)) : phrase
  return fold(normaliseWords(words))
}

// Letter by letter, so that indices stay: `İ` would become two.
function fold(text: string): string {
  return text.replaceAll(/\p{Lu}/gu, (letter) => {
    const small = letter.toLowerCase()
    return small.length === letter.length ? small : letter
  })
}

interface Counts {
  labels: number
  found: number
  reported: number
  right: number
}

/** Counts in all, by language and by category. */
class Tally {
  readonly #total: Counts = { labels: 0, found: 0, reported: 0, right: 0 }
  readonly #languages = new Map<string, Counts>()
  readonly #categories = new Map<string, Counts>()

  label(language: string, category: string, found: boolean): void {
    for (const counts of this.#of(language, category)) {
      counts.labels += 1
      if (found) counts.found += 1
    }
  }

  finding(language: string, category: string, right: boolean): void {
    for (const counts of this.#of(language, category)) {
      counts.reported += 1
      if (right) counts.right += 1
    }
  }

  measures(): Pick<Score, 'total' | 'byLanguage' | 'byCategory'> {
    return {
      total: measure(this.#total),
      byLanguage: measureEach(this.#languages),
      byCategory: measureEach(this.#categories),
    }
  }

  #of(language: string, category: string): Counts[] {
    return [this.#total, countsIn(this.#languages, language), countsIn(this.#categories, category)]
  }
}

function countsIn(map: Map<string, Counts>, name: string): Counts {
  const counts = map.get(name) ?? { labels: 0, found: 0, reported: 0, right: 0 }
  map.set(name, counts)
  return counts
}

function measureEach(map: Map<string, Counts>): Record<string, Measure> {
  const names = [...map].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(names.map(([name, counts]) => [name, measure(counts)]))
}

function measure(counts: Counts): Measure {
  const share = (part: number, whole: number): number =>
    whole === 0 ? 1 : Math.round((part / whole) * 10_000) / 10_000
  return {
    precision: share(counts.right, counts.reported),
    recall: share(counts.found, counts.labels),
    ...counts,
  }
}
