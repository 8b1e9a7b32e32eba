import type { Approval } from '../approval/approval.ts'
import type { Editor } from '../approval/editor.ts'
import type { Config } from '../config.ts'
import type { Problem } from '../problem/problem.ts'
import { distinctProblems, hasErrors } from '../problem/report.ts'
import { refuseLastWriter } from './approval/last-writer.ts'
import { localDay } from './approval/local-day.ts'
import { approvalChanged, approvalTooLate, approverIsWriter } from './approval-problems.ts'
import { planAudience } from './audience-plan.ts'
import { requireVerified } from './consent/clear-for-freeze.ts'
import { audienceOf } from './correction/audience-of.ts'
import { type IssueApproval, legalExpired, prepareForSend, readApproval } from './issue-approval.ts'
import { isRehearsal } from './origin.ts'
import type { Preparation, PreparedIssue } from './prepare-issue.ts'
import { findSecondWave } from './second-wave.ts'
import type { List } from './workspace.ts'

export interface ApproveRequest {
  /** The name of its folder, or a unique part of it. */
  issue: string
  editor: Editor
  via: Approval['via']
  clock: { now(): number }
  /** What the person has read: refused when the content is another by now. */
  contentHash?: string
  /** The issue as `prepareForSend` made it, for who keeps it. */
  preparation?: Preparation
}

export type ApproveResult =
  /** An error stops it; nothing was approved. */
  | { kind: 'unready'; issue: string; problems: Problem[] }
  /** `again`: they had approved exactly this before; now it has today's time and count. `problems` are no errors. */
  | { kind: 'approved'; issue: string; again: boolean; approval: IssueApproval; problems: Problem[] }

/**
 * Take an editor's word that an issue may go out exactly as it is now, with today's list. It has to be free of errors.
 *
 * @throws Problem approver_is_writer, consent_unverified_refused, approval_too_late, approval_changed, approval_needs_git, issue_uncommitted,
 * approval_by_last_writer, and those of preparing
 */
export async function approveIssue(config: Config, list: List, request: ApproveRequest): Promise<ApproveResult> {
  const { editor, via } = request
  if (editor.role === 'writer') throw approverIsWriter({ name: editor.name })
  const { issue, problems, prepared } = request.preparation ?? (await prepareForSend(config, request.issue))
  if (!prepared || hasErrors(problems)) return { kind: 'unready', issue, problems }
  requireVerified(prepared)
  const now = request.clock.now()
  await refuseBegun(config, list, prepared, now)
  const { contentHash, newsletter } = prepared
  if (request.contentHash !== undefined && request.contentHash !== contentHash) throw approvalChanged({ issue })

  const { candidates, problems: found } = await inspect(config, list, prepared, now)
  const all = distinctProblems([...problems, ...found])
  if (hasErrors(all)) return { kind: 'unready', issue, problems: all }
  // After reading the files: what changes from here on is another content, or not committed.
  if (!newsletter.signOffs.writerMayApprove) await refuseLastWriter(config, issue, editor, newsletter.timezone)

  const before = await readApproval(config, list, prepared)
  const again = before.given.some((approval) => approval.editor === editor.id)
  await list.approvals.give(issue, {
    ...{ editor: editor.id, by: editor.name, role: editor.role },
    ...{ contentHash, parts: prepared.contentParts, via, at: now, candidates },
  })
  return { kind: 'approved', issue, again, approval: await readApproval(config, list, prepared), problems: all }
}

/** What every edition shows: those that today's list needs, and each language whole, which an approver reads. */
async function inspect(
  config: Config,
  { audience, ledger }: List,
  prepared: PreparedIssue,
  now: number,
): Promise<{ candidates: number; problems: Problem[] }> {
  const plan = await planAudience(prepared, audience, now, await audienceOf(prepared, ledger))
  const whole = await prepared.render()
  const isReal = prepared.provider === 'resend' && !isRehearsal(config)
  const expired = isReal ? legalExpired(prepared, localDay(now, prepared.newsletter.timezone)) : []
  const problems = [...plan.problems, ...whole.flatMap((edition) => edition.problems), ...expired]
  return { candidates: plan.candidates, problems }
}

/** What is frozen changes no more. Only readers who waited for a language that is here by now may still get it. */
async function refuseBegun(config: Config, list: List, { issue, newsletter, contentHash }: PreparedIssue, now: number) {
  const frozen = await list.ledger.find(issue.id)
  if (!frozen || frozen.state === 'freezing') return
  const over = frozen.state === 'done'
  const same = frozen.contentHash === contentHash
  if (over && !same && (await findSecondWave(config, frozen, newsletter, list, now))) return
  throw approvalTooLate({ issue: issue.id, over, same })
}
