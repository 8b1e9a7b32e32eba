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

/**
 * Find words as a person copied them, mark-up, line ends and quotation marks round all of them included; capitals and a last
 * full stop make no difference. Whole words only: “ICE” does not stand in “justice”.
 */
export function findSpan(words: string, texts: readonly ReadyText[], language: string): FrameSpan | undefined {
  const marked = readTexts(parseMarkdown(words), words, language)
  const forms = [normaliseWords(words), marked.map(({ text }) => text).join(' ')]
  for (const form of [...forms, ...forms.map((words) => words.replace(/^"(.*)"$/u, '$1'))]) {
    const wanted = form.replace(/[.…,;:!?]+$/u, '')
    if (!/[\p{L}\p{N}]/u.test(wanted)) continue
    const literal = wanted.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${literal}(?![\\p{L}\\p{M}\\p{N}])`, 'iu')
    for (const text of texts) {
      const found = pattern.exec(text.text)
      if (!found) continue
      const span = { start: found.index, end: found.index + found[0].length }
      return { text, span, offset: text.starts[span.start] ?? 0 }
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

/** What stands before a number that only names something: a bill, a section, a room, a day of a month. */
const named = String.raw`(?<!(?<!\p{L})(?:h\.\s?r\.|s\.|p\.\s?l\.|no\.|núm\.|§|sections?|rooms?|suite|title|chapter|page|bill|act|form|article|year|age|sección|artículo|ley|página|año|số|điều|trang|ngày|năm|january|february|march|april|may|june|july|august|september|october|november|december)\s)`
const few = 'one|two|three|four|five|six|seven|eight|nine|ten'
const pocos = 'un|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez'
const people = 'thousands|people|immigrants|families|children|personas|inmigrantes|familias|miles'

/** Shares, and thousands: numbers that are meant to persuade. Years, sums below a million and names are none. */
const counted = new RegExp(
  [
    String.raw`\d+([.,]\d+)?\s?(%|percent|por ciento|phần trăm)`,
    String.raw`${named}(?<![\d.,$])\d+ (in( every)?|of|out of( every)?|de cada|trong( số)?|trên) (?!(19|20)\d\d)\d+`,
    `(${few}) (in|out of) (every )?(${few})`,
    `(${pocos}) de cada (${pocos})`,
    '(half|(a|one|two|three)[ -](third|quarter|fifth)s?) of',
    'la mitad de|(un|dos|tres) (tercio|cuarto|quinto)s? de|(một|hai|ba) phần (ba|tư|năm)|một nửa',
    `(tens|dozens|hundreds|thousands|millions|decenas|cientos|miles|millones) (of|de) (${people})`,
    String.raw`cứ (\d+|hai|ba|bốn|năm|mười) [\p{L}\s]{1,20} (thì )?(có )?(một|1|\d+)`,
    String.raw`${named}(?<![\d.,$])\d{1,3}([.,]\d{3})+`,
    String.raw`(\d+([.,]\d+)?|${few}|${pocos}|một|hai|ba) (million|mill[oó]n|millones|triệu)`,
  ]
    .map((part) => String.raw`(?<!\p{L})(?:${part})(?![\p{L}\d])`)
    .join('|'),
  'iu',
)

/** The first number that is meant to persuade: a share, or thousands. */
export function findStatistic({ text }: ReadyText): Span | undefined {
  const found = counted.exec(text)
  return found ? { start: found.index, end: found.index + found[0].length } : undefined
}
