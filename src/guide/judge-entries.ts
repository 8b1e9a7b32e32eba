import { nearest } from '../problem/nearest.ts'
import type { At, Problem } from '../problem/problem.ts'
import type { Entry } from './entry.ts'
import { guideCategorySlip, guideIdTwice } from './problems.ts'

/** Of entries with one id the first stays. */
export function judgeIds(entries: readonly Entry[], at: (entry: Entry) => At): { kept: Entry[]; problems: Problem[] } {
  const first = new Map<string, Entry>()
  const problems: Problem[] = []
  for (const entry of entries) {
    const other = first.get(entry.id)
    if (other) problems.push(guideIdTwice({ id: entry.id, other: `${other.file}:${other.line}` }, at(entry)))
    else first.set(entry.id, entry)
  }
  return { kept: [...first.values()], problems }
}

/** Editors may name categories as they like, so a slip is a name that one entry has and that is close to one of many. */
export function judgeCategories(entries: readonly Entry[], at: (entry: Entry) => At): Problem[] {
  const counts = new Map<string, number>()
  for (const { category } of entries) counts.set(category, (counts.get(category) ?? 0) + 1)
  const settled = [...counts].flatMap(([category, count]) => (count > 1 ? [category] : []))
  return entries.flatMap((entry) => {
    const { category } = entry
    const meant = settled.includes(category) ? undefined : nearest(category, settled)
    return meant ? [guideCategorySlip({ category, meant }, at(entry))] : []
  })
}
