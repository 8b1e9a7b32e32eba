import type { Among } from '../audience/among.ts'
import type { AudienceStore } from '../audience/audience-store.ts'
import { reportCoverage } from '../audience/coverage/index.ts'
import type { Edition, Grouping } from '../edition/edition.ts'
import type { Problem } from '../problem/problem.ts'
import { resolveGroups } from './audience-groupings.ts'
import type { PreparedIssue } from './prepare-issue.ts'

/** Who would get what if the issue were frozen now. */
export interface AudiencePlan {
  candidates: number
  /** Candidates less those who wait for their language. */
  readers: number
  editions: Edition[]
  waiting: { language: string; readers: number }[]
  problems: Problem[]
}

/** Group today's list, or `among` it, and render the editions it needs. Writes nothing. */
export async function planAudience(
  prepared: PreparedIssue,
  audience: AudienceStore,
  now: number,
  among?: Among,
): Promise<AudiencePlan> {
  const groups = await audience.groupings(prepared.segments, now, among)
  const available = prepared.documents.map(({ language }) => language)
  const resolved = resolveGroups(groups, available, prepared.newsletter.fallback)
  const groupings: Grouping[] = resolved.flatMap(({ grouping }) => (grouping ? [grouping] : []))
  const editions = await prepared.render(groupings)
  const waiting = new Map<string, number>()
  for (const { group, grouping } of resolved) {
    if (!grouping) waiting.set(group.language, (waiting.get(group.language) ?? 0) + group.readers)
  }
  const candidates = groups.reduce((sum, { readers }) => sum + readers, 0)
  return {
    candidates,
    readers: groupings.reduce((sum, { readers }) => sum + (readers ?? 0), 0),
    editions,
    waiting: [...waiting].map(([language, readers]) => ({ language, readers })),
    problems: [
      ...editions.flatMap(({ problems }) => problems),
      ...reportCoverage({ groupings: groups, available, fallback: prepared.newsletter.fallback }),
    ],
  }
}
