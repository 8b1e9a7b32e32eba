import { closest, distance } from 'fastest-levenshtein'
import { parseMarkdown } from '../document/markdown.ts'
import { normaliseWords } from '../guide/normalise.ts'
import { readTexts } from '../guide/read-texts.ts'
import type { ReadyText, Span } from '../guide/ready-text.ts'

/** Where words stand in a file. */
export interface FrameSpan {
  text: ReadyText
  span: Span
  /** Where they begin in the file. */
  offset: number
}

/** Find words as a person copied them, mark-up and line ends included; capitals and a last full stop make no difference. */
export function findSpan(words: string, texts: readonly ReadyText[], language: string): FrameSpan | undefined {
  const marked = readTexts(parseMarkdown(words), words, language)
  for (const form of [normaliseWords(words), marked.map(({ text }) => text).join(' ')]) {
    const wanted = form.toLowerCase().replace(/[.…]$/u, '')
    if (wanted === '') continue
    for (const text of texts) {
      const start = text.text.toLowerCase().indexOf(wanted)
      if (start < 0) continue
      return { text, span: { start, end: start + wanted.length }, offset: text.starts[start] ?? 0 }
    }
  }
  return undefined
}

/** The sentence that is most like these words, if one is near enough to be what they were copied from. */
export function nearestSentence(words: string, texts: readonly ReadyText[]): string | undefined {
  const wanted = normaliseWords(words)
  const sentences = texts.flatMap(({ text, sentences }) => sentences.map(({ start, end }) => text.slice(start, end)))
  if (sentences.length === 0) return undefined
  const nearest = closest(wanted, sentences)
  return distance(wanted, nearest) <= wanted.length * 0.5 ? nearest : undefined
}

/** All of every sentence that a span touches. */
export function sentencesOf({ text, span }: FrameSpan): string {
  const touched = text.sentences.filter(({ start, end }) => start < span.end && span.start < end)
  return text.text.slice(touched[0]?.start ?? span.start, touched.at(-1)?.end ?? span.end)
}

const counted =
  /\d+([.,]\d+)?\s?(%|percent\b|por ciento|phần trăm)|(?<!\d)\d+ (in|out of|de cada|trong( số)?|trên) (?!(19|20)\d\d)\d+(?!\d)|(?<![\p{L}\d])(one|two|three|nine) (in|out of) (every )?(two|three|four|five|six|seven|eight|nine|ten)(?!\p{L})|(?<!\p{L})(uno|una|dos|tres|nueve) de cada (dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)(?!\p{L})|(?<!\p{L})cứ (\d+|hai|ba|bốn|năm|mười) [\p{L}\s]{1,20} (thì )?(có )?(một|1|\d+)(?![\p{L}\d])|(?<![\d.,$])\d{1,3}([.,]\d{3})+(?![\d])|\d+([.,]\d+)? (million|millones|triệu)(?!\p{L})/iu

/** The first number that is meant to persuade: a share, or thousands. */
export function findStatistic({ text }: ReadyText): Span | undefined {
  const found = counted.exec(text)
  return found ? { start: found.index, end: found.index + found[0].length } : undefined
}
