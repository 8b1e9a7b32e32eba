import type { AudiencePlan } from '../newsletter/audience-plan.ts'
import { formatTable } from './print.ts'

/** The editions of a plan as a table. */
export function describePlan({ editions }: AudiencePlan): string {
  return formatTable(
    ['edition', 'language', 'segments', 'readers', 'blocks'],
    editions.map(({ id, language, segments, groupings, blocks }) => [
      id,
      language,
      segments.join(', ') || 'everyone',
      groupings.reduce((sum, { readers }) => sum + (readers ?? 0), 0),
      blocks.length,
    ]),
  )
}

/** A plan as `--json` prints it: without what was rendered. */
export function summarisePlan({ candidates, readers, editions, waiting }: AudiencePlan) {
  return {
    candidates,
    readers,
    waiting,
    editions: editions.map(({ id, language, segments, blocks, groupings }) => ({
      id,
      language,
      segments,
      blocks,
      readers: groupings.reduce((sum, grouping) => sum + (grouping.readers ?? 0), 0),
    })),
  }
}
