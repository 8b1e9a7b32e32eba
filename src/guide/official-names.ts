import type { CompiledGuide } from './compile-guide.ts'
import { matchWords } from './match-words.ts'
import type { ReadyText, Span, TextKind } from './ready-text.ts'
import { objectMark } from './written-text.ts'

const capital = String.raw`\p{Lu}[\p{L}\p{M}\p{N}]*(?:[-'.&/][\p{L}\p{M}\p{N}]+)*`
/** Without an end, a page in capitals would be read from each of its words on. Vietnamese writes two to a word. */
const mostWords = 14

/** Three or more words with capitals, any small words between them, the last of them what a law is called by. */
const laws = new RegExp(
  String.raw`(?:${capital},? (?:(?:of|the|and|for|in|on|to|by|against|with|from|under|a|an|&|or|at) ){0,4}){1,${mostWords}}(?:Acts?|Bill|Resolution|Amendment)(?![\p{L}\p{M}\p{N}])`,
  'gu',
)

/** The same for programmes and places. A headline may end in such a word too, but runs on with other small words. */
const bodies = new RegExp(
  String.raw`(?:${capital},? (?:(?:of|for|and|&)(?: the)? )?){1,${mostWords}}(?:Program|Initiative|Locator|Handbook|Manual|Facility|Center|Institution|Institute|Project|Services?|Fund|Task Force|Committee|Commission|Division|Unit)(?![\p{L}\p{M}\p{N}])`,
  'gu',
)

const spanish = new RegExp(
  `(?:Ley|Proyecto de Ley|Programa|Iniciativa|Fondo|Instituto|Centro|Operación|Decreto|Enmienda)(?: (?:(?:de|del|para|contra|sobre|por|la|las|los|el|y|e|en|a|al|con|o|u|sin) ){0,4}${capital},?){1,${mostWords}}`,
  'gu',
)

const vietnamese = new RegExp(
  `(?:Đạo [Ll]uật|Dự [Ll]uật|Dự [Áá]n [Ll]uật|Luật|Chương [Tt]rình)(?: (?:(?:về|và|cho|của|bởi|trong|các|những|vì|với|đối|cải|do) ){0,4}${capital}){1,${mostWords * 2}}`,
  'gu',
)

/** A headline with capitals may end in “Center” too; a name has no verb like these. */
const saysSomething = /(?<!\p{L})(?:Says?|Said|Is|Are|Was|Were|Will|Must|Should|Wants?|Claims?)(?!\p{L})/u

/** The linked name of a bill or a programme has a few words; a linked headline more. */
const headlineLength = /^(?:\S+ ){6}/u

const smallWords =
  /^(?:the|an?|this|that|our|their|its|his|her|these|those|in|on|at|for|to|by|of|and|or|but|no|every|each)$/i

/** Where official names stand: those of the guide, and what has the form of one. Nothing in them is anybody's choice of words. */
export function findNames(ready: ReadyText, language: string, { names }: CompiledGuide): Span[] {
  const known = names ? matchWords(names, ready.text) : []
  return [...known, ...likelyNames(ready, language.split('-')[0] ?? '')]
}

/** What stands by itself and is often written with capitals: a heading, a button, somebody else’s headline as a link. */
const titled: readonly TextKind[] = ['heading', 'front', 'alt', 'attribute', 'link-title']

function likelyNames({ text, kind, labels }: ReadyText, language: string): Span[] {
  const english = englishNames(text).filter((span) => {
    if (saysSomething.test(text.slice(span.start, span.end))) return false
    if (titled.includes(kind)) return hasSmallWords(text, span)
    const label = labels.find(({ start, end }) => start < span.end && span.start < end)
    const words = text.slice(label?.start, label?.end)
    if (!label || !headlineLength.test(words)) return true
    return hasSmallWords(words, {
      start: Math.max(0, span.start - label.start),
      end: Math.min(words.length, span.end - label.start),
    })
  })
  if (language === 'es') return [...english, ...titlesAfter(spanish, text)]
  if (language === 'vi') return [...english, ...titlesAfter(vietnamese, text)]
  return english
}

function englishNames(text: string): Span[] {
  return [...matchWords(laws, text), ...matchWords(bodies, text)].flatMap(({ start, end }) => {
    let from = start
    for (let first = firstWord(text, from); smallWords.test(first) && from < end; first = firstWord(text, from)) {
      from += first.length + 1
    }
    // An agency's letters are no word of a name: “ICE Detention Center” is any of them.
    const words = text.slice(from, end).match(new RegExp(capital, 'gu')) ?? []
    const counted = words.filter((word) => !/^\p{Lu}{2,5}$/u.test(word))
    return counted.length >= 3 ? [{ start: from, end }] : []
  })
}

function firstWord(text: string, from: number): string {
  return /^[^\s]+/u.exec(text.slice(from))?.[0] ?? ''
}

function titlesAfter(pattern: RegExp, text: string): Span[] {
  return matchWords(pattern, text).filter(({ start, end }) => {
    const words = text.slice(start, end).match(new RegExp(capital, 'gu')) ?? []
    return words.filter((word) => !/^\p{Lu}{2,5}$/u.test(word)).length >= 3
  })
}

/** In a heading where every word has a capital, capitals make no name. */
function hasSmallWords(text: string, { start, end }: Span): boolean {
  if (/(?:^|\s)the $/.test(text.slice(0, start))) return true
  const rest = `${text.slice(0, start)} ${text.slice(end)}`
  return (rest.match(/(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*/gu) ?? []).some((word) => word.length > 3)
}

/** The text with everything in `spans` made what no pattern matches; indices stay. */
export function maskSpans(text: string, spans: readonly Span[]): string {
  const parts: string[] = []
  let done = 0
  for (const { start, end } of spans.toSorted((one, other) => one.start - other.start)) {
    if (end <= done) continue
    const from = Math.max(start, done)
    parts.push(text.slice(done, from), objectMark.repeat(end - from))
    done = end
  }
  return [...parts, text.slice(done)].join('')
}
