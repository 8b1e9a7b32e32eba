import { join } from 'node:path'
import { type ApprovalState, judgeApprovals } from '../../approval/judge-approvals.ts'
import type { Config } from '../../config.ts'
import type { FrozenIssue } from '../../delivery/ledger.ts'
import type { Block } from '../../document/document.ts'
import { parseIssue } from '../../document/parse-issue.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readIssue } from '../../issue/read-issue.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { Problem } from '../../problem/problem.ts'
import { readApproval } from '../issue-approval.ts'
import type { List } from '../workspace.ts'
import { type ApprovalSummary, summariseApproval, summariseWord } from './approval-summary.ts'
import { describeMissing } from './describe-approval.ts'

/**
 * Who approved an issue: of a frozen one what was frozen, of a draft what there is now. Never fails for the words of the
 * issue: then it says that nobody can tell. Rendering is asked for only where there is an approval to judge.
 */
export async function readApprovalStatus(
  config: Config,
  list: Pick<List, 'approvals'>,
  issue: string,
  frozen: FrozenIssue | undefined,
): Promise<ApprovalSummary> {
  // A second wave goes by the approvals of the issue it follows.
  const approvals = await list.approvals.list(frozen?.follows ?? issue)
  if (frozen && frozen.state !== 'freezing') {
    const { contentHash } = frozen
    const given = approvals.filter((approval) => approval.contentHash === contentHash && approval.role !== 'writer')
    return { contentHash, complete: null, given: given.map(summariseWord), missing: [], lost: [] }
  }
  const { newsletter } = await readNewsletter(config.issuesFolder)
  if (approvals.length === 0) {
    const missing = newsletter ? await missingFromStart(config, issue, newsletter) : []
    return { contentHash: null, complete: false, given: [], missing, lost: [] }
  }
  try {
    return summariseApproval(await readApproval(config, list, issue))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const names = [...new Set(approvals.map(({ by }) => by))].join(', ')
    const lost = [`${names} approved it, and whether that still counts cannot be told: ${error.reason}`]
    return { contentHash: null, complete: null, given: [], missing: [], lost }
  }
}

/** What a draft that nobody approved needs, from its text alone. */
async function missingFromStart(config: Config, issue: string, newsletter: Newsletter): Promise<string[]> {
  const blocks: Block[] = []
  if (newsletter.signOffs.counsel.length > 0) {
    const read = await readIssue(join(config.issuesFolder, issue), newsletter)
    if (read.issue) blocks.push(...parseIssue(read.issue, newsletter).documents.flatMap((document) => document.blocks))
  }
  const content = { contentHash: '', parts: {}, kinds: blocks.map(({ kind }) => kind) }
  const state: ApprovalState = judgeApprovals([], content, newsletter.signOffs)
  return describeMissing(state, blocks)
}
