import type { Root } from 'nlcst'
import retextEnglish from 'retext-english'
import retextLatin from 'retext-latin'
import { unified } from 'unified'
import type { Span } from './ready-text.ts'

const english = unified().use(retextEnglish).freeze()
const latin = unified().use(retextLatin).freeze()

/** What ends with a full stop and no sentence, whatever follows. */
const titles: Record<string, RegExp> = {
  en: /(?:^|[\s("'-])(?:Sens?|Reps?|Drs?|Mr|Ms|Mrs|Mx|Gov|Lt|Sgt|Gen|Hon|Prof|Rev|St|Atty|Supt|Pres|Pub|vs?|cf|e\.g|i\.e|approx|H\.R|H\.J|S|H|H\. ?Res|S\. ?Res|[A-Z])\.$/u,
  es: /(?:^|[\s("'«¿¡-])(?:Sra?s?|Sres|Srta|Dra?s?|Lic|Licda|Ing|Prof|Profa|Gral|Gob|Sen|Rep|Dip|Mons|Hno|Hna|p\. ?ej|vs?|EE|D\. ?C|Av|Avda|tel|Tel|[A-ZÁÉÍÓÚÑ])\.$/u,
  vi: /(?:^|[\s("'-])(?:TP|Tp|TX|TS|ThS|GS|PGS|BS|LS|KS|Q|P|H|Đ|ĐT|Tr|Th|Dr|Mr|Ms|Mrs|Sen|Rep|H\.R|S|[A-ZĐ])\.$/u,
}

/** What ends with a full stop and may end a sentence too: it goes on where no new sentence seems to begin. */
const shortened: Record<string, RegExp> = {
  en: /(?:^|[\s("'-])(?:U\.S|U\.S\.C|U\.N|U\.K|D\.C|L\.A|N\.Y|a\.m|p\.m|etc|Inc|Co|Corp|Ltd|Jr|Sr|Ave|Blvd|al|Nos?|[Aa]rts?|[Ss]ecs?|[Cc]h|Stats?|[Pp]p?)\.$/u,
  es: /(?:^|[\s("'«¿¡-])(?:EE\. ?UU|Uds?|Vds?|etc|a\. ?m|p\. ?m|S\. ?A|D\.C|[Nn]úms?|Nro|No|[Aa]rts?|[Cc]ap|[Ii]nc|[Pp]ágs?)\.$/u,
  vi: /(?:^|[\s("'-])(?:v\.v|V\.v|No|[Ss]ố|[Đđ]iều|a\.m|p\.m|U\.S|D\.C)\.$/u,
}

/** What follows “U.S.” inside a sentence, though it has a capital. */
const goesOn =
  /^(?:Code|Supreme|Court|Citizenship|Immigration|Department|Senate|House|Congress|Rep|Sen|Attorney|District|Customs|Border|Constitution|Marshals?|Government|Census|Capitol|Const|Circuit|Treasury|Navy|Army|Marines|Military|President|Representative|Senator|Committee|Commission|Ambassador|Embassy|Consulate|Bureau|Sentencing|Dept)(?!\p{L})/u

/** Sentences of normalised text, in order, without the space between them. */
export function splitSentences(text: string, language: string): Span[] {
  const tag = language.split('-')[0] ?? ''
  const pieces = piecesOf(text, tag)
  const whole: Span[] = []
  for (const piece of pieces) {
    const last = whole.at(-1)
    if (last && joins(text.slice(last.start, last.end), text.slice(piece.start, piece.end), tag)) last.end = piece.end
    else whole.push({ ...piece })
  }
  return whole
}

function piecesOf(text: string, tag: string): Span[] {
  // Most headings and labels hold no place where a sentence could end; asking the parser takes a hundred times as long.
  if (!/[.!?…][^\s.!?…]*\s/u.test(text)) return text === '' ? [] : [{ start: 0, end: text.length }]
  const root: Root = (tag === 'en' ? english : latin).parse(text)
  return root.children.flatMap((paragraph) => {
    if (!('children' in paragraph)) return []
    return paragraph.children.flatMap(({ type, position }) => {
      const { start, end } = position ?? {}
      if (type !== 'SentenceNode' || start?.offset === undefined || end?.offset === undefined) return []
      return [{ start: start.offset, end: end.offset }]
    })
  })
}

function joins(before: string, after: string, tag: string): boolean {
  if ((titles[tag] ?? titles.en)?.test(before)) return true
  // Marks without words are the end of what stands before them.
  if (!/[\p{L}\p{N}\u{FFFC}]/u.test(after)) return true
  const next = after.replace(/^["'«([¿¡]+/u, '')
  if (/^\p{Ll}/u.test(next) && !/[!?…]["')»\]]*$/u.test(before)) return true
  return (shortened[tag] ?? shortened.en)?.test(before) === true && (/^[\p{N}§]/u.test(next) || goesOn.test(next))
}
