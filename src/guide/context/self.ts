import { hasCue, startsWithCue } from './compile-cues.ts'
import type { Outcome } from './rule.ts'
import type { Situation } from './situation.ts'

/** What a teller calls themself is theirs to choose; so are the words their record lists. */
export function judgeSelf({ text, cues, marked, words, selfTerms }: Situation): Outcome | undefined {
  if (!text.ofTeller && text.quotation !== 'attributed') return undefined
  const own = text.ofTeller && selfTerms.some((term) => holdsTerm(words, term))
  const first = hasCue(cues.self, marked) || startsWithCue(cues.selfVerb, words) !== undefined
  return own || first ? { silence: 'self' } : undefined
}

function holdsTerm(words: string, term: string): boolean {
  const plain = fold(term)
  return plain !== '' && ` ${fold(words)} `.includes(` ${plain} `)
}

function fold(words: string): string {
  return words.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim()
}
