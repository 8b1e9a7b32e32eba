import { type RiskDetail, riskDetails } from '../record.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { numbers } from './numbers.ts'
import { vi } from './vi.ts'

/** A detail in a text, in the words that say it. */
export interface FoundDetail {
  detail: RiskDetail
  /** As they stand, white space apart. */
  words: string
}

// A text in one language carries words of another, and the phrases of one mean nothing in the others.
const languages = [numbers, en, es, vi]

/**
 * What a text gives away that may put its teller at risk: the phrases that say so for sure. What they do not find may
 * still be there; a person reads the story too.
 */
export function findDetails(text: string): FoundDetail[] {
  const plain = plainText(text)
  return riskDetails.flatMap((detail) => {
    const spans = languages
      .flatMap((phrases) => phrases[detail] ?? [])
      .flatMap((pattern) => [...plain.matchAll(pattern)].map(({ 0: words, index }) => ({ words, index })))
      .sort((a, b) => a.index - b.index || b.words.length - a.words.length)
    let end = 0
    return spans.flatMap(({ words, index }) => {
      if (index < end) return []
      end = index + words.length
      return [{ detail, words }]
    })
  })
}

function plainText(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, '')
    .replaceAll(/[\u2010\u2011\u2013]/g, '-')
    .replaceAll(/[‘’ʼ]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll(/\s+/g, ' ')
}
