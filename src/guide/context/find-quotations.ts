import type { ReadyText, Span } from '../ready-text.ts'

/** A stretch in quotation marks: with its marks, and what stands between them. */
export interface Quotation extends Span {
  inner: Span
}

const found = new WeakMap<ReadyText, Quotation[]>()

/**
 * Pair the quotation marks of a paragraph; outer quotations stand before those inside them. Normalised marks are straight and
 * say nothing of their direction: that follows from the white space and the letters beside them, as does which `'` is an
 * apostrophe. A quotation left open runs to the paragraph's end where the next paragraph opens it again, as printers do;
 * else its mark is a slip and quotes nothing.
 */
export function findQuotations(text: ReadyText, texts?: readonly ReadyText[]): Quotation[] {
  const known = found.get(text)
  if (known) return known
  const quotations = readDialogue(text.text) ?? pairMarks(text.text, opensWithMark(followerOf(text, texts)))
  found.set(text, quotations)
  return quotations
}

function followerOf(text: ReadyText, texts: readonly ReadyText[] | undefined): string {
  if (!texts || text.kind !== 'prose') return ''
  const next = texts[texts.indexOf(text) + 1]
  return next?.kind === 'prose' ? next.text : ''
}

function opensWithMark(text: string): boolean {
  return /^["«“]/u.test(text)
}

/** Spanish dialogue: “—Fui presa —dijo Rosa—. Hoy soy abogada.” The dash clings to what it opens. */
function readDialogue(text: string): Quotation[] | undefined {
  const parts = /^[—–](?=[\p{L}¿¡])([^—–]+?)\s[—–](\p{Ll}[^—–]*)(?:[—–]([^—–]*))?$/u.exec(text)
  const [, speech, aside, more = ''] = parts ?? []
  if (speech === undefined || aside === undefined) return undefined
  const first = { start: 0, end: speech.length + 1, inner: { start: 1, end: speech.length + 1 } }
  if (more.trim() === '') return [first]
  const start = text.length - more.length
  return [first, { start, end: text.length, inner: { start, end: text.length } }]
}

const closers: Record<string, string> = { '"': '"', "'": "'", '«': '»', '“': '”', '‘': '’', '„': '“' }

function pairMarks(text: string, goesOn: boolean): Quotation[] {
  const quotations: Quotation[] = []
  const open: { mark: string; at: number }[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text.charAt(at)
    if (!/["'«»“”‘’„]/u.test(mark)) continue
    const opening = closes(text, at, mark) ? open.findLastIndex((one) => closers[one.mark] === mark) : -1
    const opener = open[opening]
    if (opener) {
      quotations.push(quote(opener.at, at + 1))
      open.length = opening
    } else if (opens(text, at, mark)) {
      // The same mark cannot open inside itself: the one before was a slip.
      const slip = open.findLastIndex((one) => one.mark === mark && mark !== '«')
      if (slip >= 0) open.length = slip
      open.push({ mark, at })
    }
  }
  const left = open.find(({ mark }) => mark !== "'")
  if (left && goesOn)
    quotations.push({ start: left.at, end: text.length, inner: { start: left.at + 1, end: text.length } })
  return quotations.sort((one, other) => one.start - other.start)
}

function quote(start: number, end: number): Quotation {
  return { start, end, inner: { start: start + 1, end: end - 1 } }
}

/** Words that begin with an apostrophe. */
const clipped = /^'(?:\d|(?:tis|twas|em|cause|til|till|bout|n)(?!\p{L}))/iu

function opens(text: string, at: number, mark: string): boolean {
  if (/[«“‘„]/u.test(mark)) return true
  if (/[»”’]/u.test(mark)) return false
  const before = text.charAt(at - 1)
  const after = text.charAt(at + 1)
  if (!after || /\s/u.test(after)) return false
  if (mark === "'" && clipped.test(text.slice(at, at + 8))) return false
  return !before || /[\s([{/"'«“—–\-¿¡]/u.test(before)
}

function closes(text: string, at: number, mark: string): boolean {
  if (/[»”]/u.test(mark)) return true
  if (/[«‘„]/u.test(mark)) return false
  const before = text.charAt(at - 1)
  const after = text.charAt(at + 1)
  if (!before || /\s/u.test(before)) return false
  return mark !== "'" || !/[\p{L}\p{N}]/u.test(after)
}
