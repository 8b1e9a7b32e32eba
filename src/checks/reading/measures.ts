import type { Root } from 'nlcst'
import retextReadability from 'retext-readability'
import { unified } from 'unified'
import { countSpanishSyllables } from './count-spanish-syllables.ts'
import type { Sentence } from './sentence.ts'

/** That a text is hard to read, by what measure, and its hardest sentence. */
export interface Hardness {
  measure: string
  hardest: Sentence
}

type Measure = (sentences: readonly Sentence[]) => Hardness | undefined

/** A few sentences say nothing of a text. */
const fewestSentences = 8

/** By language. What has none is unmeasured, and only its length of sentences is looked at. */
const measures: Partial<Record<string, Measure>> = { en: measureEnglish, es: measureSpanish }

/** Whether there is a measure for a language of which somebody has tested that it tells hard texts from easy ones. */
export function hasMeasure(language: string): boolean {
  return measures[primary(language)] !== undefined
}

/** Whether a text is hard to read for somebody who left school at sixteen. */
export function measureText(sentences: readonly Sentence[], language: string): Hardness | undefined {
  if (sentences.length < fewestSentences) return undefined
  return (measures[primary(language)] ?? measureLength)(sentences)
}

const primary = (language: string): string => language.split('-')[0] ?? language

/** Words in a sentence below which seven formulas made for whole texts say little. */
const fewestForFormulas = 10
const hardShare = 1 / 4

/** retext-readability: a sentence is hard where four of seven published formulas put it above the age of sixteen. */
function measureEnglish(sentences: readonly Sentence[]): Hardness | undefined {
  const long = sentences.filter(({ words }) => words.length >= fewestForFormulas)
  const hard = new Set<Sentence>()
  const hear = unified()
    .use(retextReadability, { age: 16, threshold: 4 / 7, minWords: fewestForFormulas })
    .use(() => (_, file) => {
      for (const { line } of file.messages) {
        const sentence = long[(line ?? 0) - 1]
        if (sentence) hard.add(sentence)
      }
    })
  hear.runSync(asTree(long))
  if (hard.size <= sentences.length * hardShare) return undefined
  return hardness(
    [...hard],
    `${hard.size} of its ${sentences.length} sentences are hard by four of the seven formulas of retext-readability`,
  )
}

/** Sentences as retext has them, each on a line of its own. */
function asTree(sentences: readonly Sentence[]): Root {
  return {
    type: 'RootNode',
    children: sentences.map(({ words }, index) => {
      const point = { line: index + 1, column: 1 }
      return {
        type: 'SentenceNode',
        children: words.map((value) => ({ type: 'WordNode', children: [{ type: 'TextNode', value }] })),
        position: { start: point, end: point },
      }
    }),
  }
}

/** The INFLESZ scale calls 55 to 65 normal, 40 to 55 somewhat hard (Barrio-Cantalejo et al. 2008). */
const leastSpanish = 50

/** Perspicuity by Szigriszt-Pazos (1993), the formula behind INFLESZ: 0 to 100, higher is easier. */
function measureSpanish(sentences: readonly Sentence[]): Hardness | undefined {
  const index = perspicuity(sentences)
  if (index >= leastSpanish) return undefined
  const [first, ...rest] = sentences.toSorted((a, b) => perspicuity([a]) - perspicuity([b]))
  return (
    first &&
    hardness(
      [first, ...rest.slice(0, 2)],
      `its perspicuity by Szigriszt-Pazos is ${Math.round(index)}, and 55 to 65 is normal`,
    )
  )
}

function perspicuity(sentences: readonly Sentence[]): number {
  const words = sentences.flatMap((sentence) => sentence.words)
  const syllables = words.reduce((sum, word) => sum + countSpanishSyllables(word), 0)
  return 206.835 - (62.3 * syllables) / words.length - words.length / sentences.length
}

/** Words, or in Vietnamese syllables, in a sentence on average: our own bound, and not a measure of reading. */
const mostOnAverage = 35

function measureLength(sentences: readonly Sentence[]): Hardness | undefined {
  const average = sentences.reduce((sum, { words }) => sum + words.length, 0) / sentences.length
  if (average <= mostOnAverage) return undefined
  return hardness(sentences, `its sentences have ${Math.round(average)} words on average`)
}

function hardness(sentences: readonly Sentence[], measure: string): Hardness | undefined {
  const [hardest] = sentences.toSorted((a, b) => b.words.length - a.words.length)
  return hardest && { measure, hardest }
}
