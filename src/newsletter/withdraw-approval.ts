import type { Editor } from '../approval/editor.ts'
import type { Config } from '../config.ts'
import { approvalNotThere, approvalTooLate } from './approval-problems.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import type { List } from './workspace.ts'

/**
 * Take back what an editor said of an issue, on whatever content: words that are put back as they were are not approved
 * again by that. Comes back with the issue's name.
 *
 * @throws Problem issue_unknown, issue_ambiguous, approval_not_there, approval_too_late
 */
export async function withdrawApproval(
  config: Config,
  list: List,
  { issue: name, editor }: { issue: string; editor: Editor },
): Promise<{ issue: string }> {
  const { issue, frozen } = await findIssueOrFrozen(config.issuesFolder, list.ledger, name)
  const own = (await list.approvals.list(issue)).filter((approval) => approval.editor === editor.id)
  if (own.length === 0) throw approvalNotThere({ issue, name: editor.name })
  // What was sent, to waiting readers too, keeps who approved it.
  const frozenRows = (await list.ledger.list()).filter((row) => row.issue === issue || row.follows === issue)
  const kept = new Set(frozenRows.filter(({ state }) => state !== 'freezing').map(({ contentHash }) => contentHash))
  const free = own.filter(({ contentHash }) => !kept.has(contentHash))
  if (free.length === 0) throw approvalTooLate({ issue, over: frozen?.state === 'done', same: true })
  for (const { contentHash } of free) await list.approvals.withdraw(issue, contentHash, editor.id)
  return { issue }
}
