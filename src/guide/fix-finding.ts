import type { TextEdit } from '../document/translation/text-edits.ts'
import type { Finding } from './finding.ts'
import { normaliseWords } from './normalise.ts'
import { replacementsFor } from './replacements-for.ts'

/** The words that one finding is to become. */
export interface Fix {
  /** As they stand in the file, on one line. */
  words: string
  replacement: string
  /** The words, and an article before them that has to agree. */
  edits: TextEdit[]
}

/**
 * What to put in for a finding without asking anybody. Nothing where there is more than one way to say it, where the words
 * are somebody's own (a storyteller's, a quotation's), where mark-up runs through them, or where their capitals say that
 * they are more than a sentence's beginning.
 */
export function fixFinding(finding: Finding, source: string): Fix | undefined {
  const { entry, text, span, severity, silence } = finding
  const lowered = severity !== entry.level
  if (silence || lowered || !entry.fix || text.quotation || text.ofTeller) return undefined
  const [replacement, ...others] = replacementsFor(finding)
  if (replacement === undefined || others.length > 0 || /^\(.*\)$/.test(replacement)) return undefined
  const written = source.slice(finding.source.start, finding.source.end)
  if (normaliseWords(written) !== finding.words) return undefined
  // “a felon’s”, “felon-friendly”: what replaces them would have to be joined some other way.
  if (/^['-]/.test(text.text.slice(span.end)) || /-$/.test(text.text.slice(0, span.start))) return undefined
  const capital = capitalsOf(finding)
  if (capital === 'other') return undefined
  const first = capital === 'sentence' ? upperFirst(replacement, entry.language) : replacement
  const article = entry.language === 'en' ? fixArticle(finding, replacement) : undefined
  const edits = [...(article ? [article] : []), { ...finding.source, text: first }]
  // An article that belongs to the words but cannot be cut out of the source would be left wrong.
  if (article && normaliseWords(source.slice(article.start, article.end)).toLowerCase() !== article.was)
    return undefined
  return {
    words: text.text.slice(span.start, span.end),
    replacement: first,
    edits: edits.map(({ start, end, text: words }) => ({ start, end, text: words })),
  }
}

/** `none` where the words begin small, `sentence` where they are large for beginning a sentence. */
function capitalsOf({ words, text, span }: Finding): 'none' | 'sentence' | 'other' {
  const [first = '', ...rest] = words
  const isUpper = (letter: string) => letter !== letter.toLowerCase()
  // An abbreviation in the midst of the words says nothing about them.
  if (!isUpper(first)) return 'none'
  const begins = text.sentences.some(
    ({ start }) => /^[^\p{L}\p{N}]*$/u.test(text.text.slice(start, span.start)) && start <= span.start,
  )
  return begins && !rest.some(isUpper) ? 'sentence' : 'other'
}

const upperFirst = (words: string, language: string): string => {
  const [first = ''] = words
  return first.toLocaleUpperCase(language) + words.slice(first.length)
}

/** “a felon” → “an immigrant”: the article agrees with what follows it. */
function fixArticle({ text, span }: Finding, replacement: string): (TextEdit & { was: string }) | undefined {
  const found = /(?<![\p{L}\p{M}\p{N}'])(an?) $/iu.exec(text.text.slice(0, span.start))
  const was = found?.[1]
  if (!found || was === undefined) return undefined
  const wanted = beginsWithVowel(replacement) ? 'an' : 'a'
  if (wanted === was.toLowerCase()) return undefined
  const [start, end] = [text.starts[found.index] ?? 0, text.ends[found.index + was.length - 1] ?? 0]
  const shown = was.startsWith('A') ? wanted.replace('a', 'A') : wanted
  return { start, end, text: shown, was: was.toLowerCase() }
}

/** As it is spoken: “an hour”, “a unit”, “a U.S. citizen”. */
function beginsWithVowel(words: string): boolean {
  if (/^(hour|honest|honou?r|heir)/i.test(words)) return true
  if (/^(uni([^nm]|$)|us[aeiou]|uti|u\.?s\b|eu|one\b|once\b)/i.test(words)) return false
  return /^[aeiou]/i.test(words)
}
