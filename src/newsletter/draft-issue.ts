import type { Config } from '../config.ts'
import { type GatheredIssue, type GatherOptions, gatherIssue } from './gather/gather-issue.ts'
import { createIssue, type NewIssue } from './new-issue.ts'

export interface DraftedIssue extends NewIssue {
  /** What was drawn in from the members' feeds; null when that was not asked for. */
  gathered: GatheredIssue | null
}

/**
 * Start the issue of a month: starter, standing blocks and, unless offline, what the members have posted since the last.
 *
 * @throws what `createIssue` and `gatherIssue` throw; a feed that cannot be read is a warning among `gathered.problems`.
 */
export async function draftIssue(
  config: Config,
  month: string,
  slug: string | undefined,
  { offline = false, ...options }: GatherOptions & { offline?: boolean } = {},
): Promise<DraftedIssue> {
  const created = await createIssue(config, month, slug)
  const gathered = offline ? null : await gatherIssue(config, created.issue, options)
  return { ...created, gathered }
}
