import type { Editor } from '../../approval/editor.ts'
import type { Config } from '../../config.ts'
import type { Clock } from '../../delivery/clock.ts'
import { Problem } from '../../problem/problem.ts'
import { approvalChanged } from '../approval-problems.ts'
import { withdrawApproval } from '../withdraw-approval.ts'
import type { List } from '../workspace.ts'
import type { PreparedIssues } from './prepared-issues.ts'

/** What came of a button. */
export type Decision =
  | { kind: 'done' }
  /** What was shown is no longer what there is; nothing was approved. */
  | { kind: 'changed' }
  /** Nothing was changed, for these reasons. */
  | { kind: 'refused'; why: { reason: string; hint: string }[] }

interface Decider {
  config: Config
  issues: PreparedIssues
  clock: Clock
}

/**
 * Approve exactly what a page showed.
 *
 * @param request.shown the content hash of it.
 */
export async function giveApproval(
  list: List,
  { config, issues, clock }: Decider,
  { issue, editor, shown }: { issue: string; editor: Editor; shown: string },
): Promise<Decision> {
  return await refusable(async () => {
    const { approveIssue } = await import('../approve-issue.ts')
    const preparation = await issues.prepare(issue)
    // Asked first: of content that nobody has seen, it is no use to hear what is wrong with it.
    if (preparation.prepared?.contentHash !== shown) return { kind: 'changed' }
    const word = { issue, editor, via: 'page', clock, contentHash: shown, preparation } as const
    const result = await approveIssue(config, list, word)
    if (result.kind === 'approved') return { kind: 'done' }
    const errors = result.problems.filter(({ severity }) => severity === 'error')
    return { kind: 'refused', why: errors.map(({ reason, hint }) => ({ reason, hint })) }
  })
}

/** Take back what an editor said of an issue, on whatever content. */
export async function takeBackApproval(
  list: List,
  config: Config,
  word: { issue: string; editor: Editor },
): Promise<Decision> {
  return await refusable(async () => {
    await withdrawApproval(config, list, word)
    return { kind: 'done' }
  })
}

async function refusable(work: () => Promise<Decision>): Promise<Decision> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === approvalChanged.code) return { kind: 'changed' }
    return { kind: 'refused', why: [{ reason: error.reason, hint: error.hint }] }
  }
}
