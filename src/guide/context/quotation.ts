import { hasCue, wordsMark } from './compile-cues.ts'
import type { Quotation } from './find-quotations.ts'
import type { Outcome } from './rule.ts'
import { type Situation, sentencesAround } from './situation.ts'

/**
 * The words stand in quotation marks. Over four words with somebody who says them, they are that person's; short ones are
 * either named as words (“the label …”) or keep the writer at a distance, which says the word all the same.
 */
export function judgeQuotation(situation: Situation): Outcome | undefined {
  const { quotations } = situation
  if (quotations.length === 0) return undefined
  if (quotations.some((quotation) => isMention(quotation, situation))) return { silence: 'mention' }
  const long = quotations.filter((quotation) => isLong(quotation, situation))
  const said = (quotation: Quotation) =>
    long.includes(quotation) ? isAttributed(quotation, situation) : isDirectSpeech(quotation, situation)
  if (quotations.some((quotation) => said(quotation) || goesOnFromSpeech(quotation, situation))) {
    return { silence: 'quotation' }
  }
  return long.length > 0 ? { lower: 'quotation' } : { atMost: 'suggest' }
}

/** Over four words. Vietnamese writes syllables apart, about two to a word. */
function isLong({ inner }: Quotation, { text, language }: Situation): boolean {
  const count = text.text.slice(inner.start, inner.end).match(/[^\s]*[\p{L}\p{N}][^\s]*/gu)?.length ?? 0
  return count > (language === 'vi' ? 8 : 4)
}

/** A name or a verb of speech outside the marks, in the sentences they touch. */
function isAttributed(quotation: Quotation, { text, cues, nearQuotations }: Situation): boolean {
  const around = sentencesAround(text, quotation)
  const before = text.text.slice(around.start, quotation.start)
  const after = text.text.slice(quotation.end, around.end)
  const outside = `${withoutQuotations(before, around.start, nearQuotations)}\n${withoutQuotations(after, quotation.end, nearQuotations)}`
  if (hasCue(cues.speech, outside)) return true
  // “Sheriff Jones: "…"”: a name, or an agency, before the colon.
  if (/:\s*$/u.test(before) && (hasCue(cues.actor, before) || /\S\s+\p{Lu}/u.test(before))) return true
  // “"…" — Sen. Jones”, “"…" (Sen. Jones)”
  return /^[.,]?\s*(?:[—–]|--?|\()\s*\p{Lu}/u.test(text.text.slice(quotation.end, quotation.end + 12))
}

/** However short, with a comma to the verb of speech: “"Move, inmates!" the guard yelled”. */
function isDirectSpeech(quotation: Quotation, { text, cues }: Situation): boolean {
  const around = sentencesAround(text, quotation)
  const before = text.text.slice(around.start, quotation.start).trimEnd()
  const after = text.text.slice(quotation.end, around.end)
  const ending = text.text.slice(quotation.inner.start, quotation.inner.end)
  if (/[,:]$/u.test(before) && hasCue(cues.speech, before.split(/\s+/u).slice(-4).join(' '))) return true
  if (!/[,!?.…]$/u.test(ending) && !/^\s?[,—–]/u.test(after)) return false
  return hasCue(
    cues.speech,
    after
      .replace(/^[\s,—–]+/u, '')
      .split(/[;:.]/u, 1)[0]
      ?.trim()
      .split(/\s+/u)
      .slice(0, 4)
      .join(' ') ?? '',
  )
}

/** The second half of “"…," she said. "…"”. */
function goesOnFromSpeech(quotation: Quotation, { text, cues, nearQuotations }: Situation): boolean {
  const previous = nearQuotations.findLast(({ end }) => end <= quotation.start)
  if (!previous) return false
  const between = text.text.slice(previous.end, quotation.start)
  return /^[^.:;!?]*(?:[.,:]\s|[—–])$/u.test(between) && hasCue(cues.speech, between)
}

/** The text without what is quoted in it. */
function withoutQuotations(part: string, offset: number, quotations: Quotation[]): string {
  let rest = part
  for (const { start, end } of quotations) {
    const from = Math.max(0, start - offset)
    const to = Math.min(part.length, end - offset)
    if (from < to) rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to)
  }
  return rest
}

/** In how many words before or behind a short quotation a cue counts. A long one is named only by the word right before it. */
const near = 6

/** A cue close before or after the marks, or those of a list: “the words "illegal," "alien" and "criminal"”. */
function isMention(quotation: Quotation, situation: Situation): boolean {
  const { text, cues, nearQuotations } = situation
  const around = sentencesAround(text, quotation)
  const { first, last } = listAround(quotation, nearQuotations, text.text)
  const before = text.text.slice(around.start, Math.max(around.start, first.start))
  const after = text.text.slice(last.end, Math.max(last.end, around.end))
  const lead = /[^,;:—–()]*:?\s*$/u.exec(before)?.[0].trim().split(/\s+/u) ?? []
  if (isLong(quotation, situation)) return hasCue(cues.mention, lead.at(-1) ?? '')
  const behind = after.replace(/^[\s,.!?(—–-]+/u, '')
  const tail = /^[^;:—–()]*/u.exec(behind)?.[0].trim().split(/\s+/u) ?? []
  return (
    hasCue(cues.mention, lead.slice(-near).join(' ')) ||
    hasCue(cues.mention, tail.slice(0, near).join(' ')) ||
    hasCue(cues.quoting, `${before}"${wordsMark}"${after}`) ||
    hasCue(cues.naming, `${before}${wordsMark}${after}`)
  )
}

/** The quotations that stand in a row with this one, with nothing but commas and short words between. */
function listAround(
  quotation: Quotation,
  quotations: Quotation[],
  text: string,
): { first: Quotation; last: Quotation } {
  let first = quotation
  let last = quotation
  for (const one of quotations.toReversed()) {
    if (one.end <= first.start && isListGap(text.slice(one.end, first.start))) first = one
  }
  for (const one of quotations) {
    if (one.start >= last.end && isListGap(text.slice(last.end, one.start))) last = one
  }
  return { first, last }
}

function isListGap(gap: string): boolean {
  return /^[\s,;/]*(?:(?:and|or|nor|y|o|u|e|ni|và|hay|hoặc)\s*)?$/u.test(gap)
}
