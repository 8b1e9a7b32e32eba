import type { Finding } from './finding.ts'

/** What to write instead of the words found, agreeing with them in number; what is in parentheses is advice. */
export function replacementsFor({ entry, number }: Pick<Finding, 'entry' | 'number'>): string[] {
  const { any, one, many } = entry.use
  const own = number === undefined ? [] : entry.use[number]
  const agreeing = own.length > 0 ? [...own, ...any] : [...any, ...(any.length > 0 ? [] : [...one, ...many])]
  return [...new Set(agreeing)]
}
