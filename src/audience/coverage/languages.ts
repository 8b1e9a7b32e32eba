import type { Problem } from '../../problem/problem.ts'
import { resolveLanguage } from '../language.ts'
import { languageFallback, noLanguage } from '../problems.ts'
import type { Coverage } from './coverage.ts'

/** Readers whose language has no document: they wait, or read another language. */
export function reportLanguages({ groupings, available, fallback }: Coverage): Problem[] {
  const readers = new Map<string, number>()
  for (const grouping of groupings) {
    readers.set(grouping.language, (readers.get(grouping.language) ?? 0) + grouping.readers)
  }
  return [...readers].flatMap(([language, count]) => {
    const read = resolveLanguage(language, available, fallback)
    const name = new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language
    if (read === undefined)
      return [noLanguage({ language, name, readers: count, declared: Object.hasOwn(fallback, language) })]
    // es-MX reading es is their language.
    return language === read || language.startsWith(`${read}-`)
      ? []
      : [languageFallback({ language, name, read, readers: count })]
  })
}
