import type { Config } from '../config.ts'
import { findEditor } from './approval/find-editor.ts'
import { type ApproveResult, approveIssue } from './approve-issue.ts'
import { openExistingList } from './scratch-list.ts'
import { withdrawApproval } from './withdraw-approval.ts'

export interface ApprovalStatement {
  /** The name of its folder, or a unique part of it. */
  issue: string
  /** An editor's name or address. */
  by: string
  /** Take back what they said. */
  withdraw?: boolean
}

/** `by` is the editor's own name. */
export type StatementResult = ({ kind: 'withdrawn'; issue: string } | ApproveResult) & { by: string }

/**
 * Take the statement of the command line that an editor approves an issue, or takes that back.
 *
 * @throws Problem list_missing, approver_unnamed, editor_unknown, editor_ambiguous, and those of `approveIssue` and
 * `withdrawApproval`
 */
export async function approveByName(
  config: Config,
  { issue, by, withdraw }: ApprovalStatement,
  warn: (message: string) => void,
): Promise<StatementResult> {
  const list = await openExistingList(config, warn)
  try {
    const editor = await findEditor(list.editors, by)
    const result = withdraw
      ? { kind: 'withdrawn' as const, ...(await withdrawApproval(config, list, { issue, editor })) }
      : await approveIssue(config, list, { issue, editor, via: 'command', clock: { now: Date.now } })
    return { ...result, by: editor.name }
  } finally {
    await list.close()
  }
}
