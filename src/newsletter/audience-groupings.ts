import { resolveLanguage } from '../audience/language.ts'
import type { Grouping } from '../edition/edition.ts'

/** A group of readers, and the grouping of the edition they get; undefined when they wait for their language. */
export interface ResolvedGroup<Group> {
  group: Group
  grouping?: Grouping
}

/** Say for each group of candidates in which language they read. */
export function resolveGroups<Group extends Grouping>(
  groups: Group[],
  available: string[],
  fallback: Record<string, string>,
): ResolvedGroup<Group>[] {
  return groups.map((group) => {
    const language = resolveLanguage(group.language, available, fallback)
    if (language === undefined) return { group }
    return { group, grouping: { language, segments: group.segments, readers: group.readers } }
  })
}

/** Which segments a mask names: bit i is segment i. */
export function segmentsOfMask(mask: number, names: string[]): string[] {
  // Division, not bit operators: those end at 32 bits.
  return names.filter((_, bit) => Math.floor(mask / 2 ** bit) % 2 === 1)
}
