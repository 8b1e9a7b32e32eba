import type { RiskDetail } from '../record.ts'

/** By what a language says each detail: patterns over text with plain quotation marks, hyphens and spaces. */
export type DetailPhrases = Partial<Record<RiskDetail, readonly RegExp[]>>

// JavaScript’s \b knows ASCII only.
const before = '(?<![\\p{L}\\p{M}\\p{N}])'
const after = '(?![\\p{L}\\p{M}\\p{N}])'

/** Whole words, in any case. A space in the pattern is one space in the text. */
export function phrase(source: string): RegExp {
  return new RegExp(`${before}(?:${source})${after}`, 'giu')
}

/** Whole words in this very case: for names, which a capital tells from other words. */
export function exact(source: string): RegExp {
  return new RegExp(`${before}(?:${source})${after}`, 'gu')
}

/** One word that is written as a name is. */
export const name = "\\p{Lu}[\\p{L}\\p{M}'-]*\\p{L}"

/** An age that makes somebody a minor, in digits. */
export const minorAge = '(?:1[0-7]|[1-9])'
