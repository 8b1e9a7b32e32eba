import { type ApprovalState, judgeApprovals } from '../approval/judge-approvals.ts'
import { attributePlace, blockPlace } from '../checks/written.ts'
import type { Config } from '../config.ts'
import { isOutOfDate } from '../document/out-of-date.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { describeMissing, describeVoided } from './approval/describe-approval.ts'
import { approvalMissing, legalOutOfDate } from './approval-problems.ts'
import { firstError } from './first-error.ts'
import { resolveOrigin } from './origin.ts'
import { type Preparation, type PreparedIssue, prepareIssue } from './prepare-issue.ts'
import type { List } from './workspace.ts'

/** How an issue stands between draft and send, and what is missing in words. */
export interface IssueApproval extends ApprovalState {
  issue: string
  contentHash: string
  /** `one more approver`, `counsel, because of alert #travel`; empty when nothing is missing. */
  missing: string[]
  /** A sentence for each approval that does not count any more, with what changed since. */
  lost: string[]
}

/**
 * Prepare an issue as a send would mail it: what an approval names depends on the address of its links.
 *
 * @throws Problem issue_unknown, issue_ambiguous, public_url_missing, public_url_unsafe, port_invalid
 */
export async function prepareForSend(config: Config, name?: string): Promise<Preparation> {
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const origin = resolveOrigin(config, config.providerOverride ?? newsletter?.provider ?? 'outbox')
  return await prepareIssue(config, origin, name)
}

/**
 * What of an issue's approvals counts for the content as it is now.
 *
 * @param issue by name, or prepared already.
 * @throws Problem the first error of an issue that cannot be prepared, and those of `prepareForSend`
 */
export async function readApproval(
  config: Config,
  list: Pick<List, 'approvals'>,
  issue: string | PreparedIssue,
): Promise<IssueApproval> {
  if (typeof issue !== 'string') return await judge(issue, list)
  const { prepared, problems } = await prepareForSend(config, issue)
  if (!prepared) throw firstError(problems)
  return await judge(prepared, list)
}

/**
 * The gate before a send: everybody approved who has to, on exactly this content.
 *
 * @throws Problem approval_missing, which says what is missing, or who approved what has changed since
 */
export async function requireApproval(
  prepared: PreparedIssue,
  list: Pick<List, 'approvals' | 'editors'>,
): Promise<IssueApproval> {
  const approval = await judge(prepared, list)
  if (approval.complete) return approval
  const { issue, missing, lost } = approval
  const editors = (await list.editors.list()).some(({ role }) => role !== 'writer')
  throw approvalMissing({ issue, missing, voided: lost.join(' '), editors })
}

/**
 * Legal information that nobody may rely on today, in any language: it stops a send.
 *
 * @param today `yyyy-mm-dd` in the newsletter's timezone.
 */
export function legalExpired({ issue, documents }: PreparedIssue, today: string): Problem[] {
  const found: Problem[] = []
  for (const document of documents) {
    for (const block of document.blocks) {
      if (block.kind !== 'alert' || !isOutOfDate(block, today)) continue
      const place = attributePlace(issue, document, block, 'until')
      // A translation that inherits the date says nothing new.
      if (!place && found.some(({ reason }) => reason.includes(`“${block.id}”`))) continue
      const at = place ? { file: document.file, place } : blockPlace(document, block)
      found.push(legalOutOfDate({ id: block.id, until: block.attributes.until, today }, at))
    }
  }
  return found
}

async function judge(
  { issue, contentHash, contentParts, documents, newsletter }: PreparedIssue,
  { approvals }: Pick<List, 'approvals'>,
): Promise<IssueApproval> {
  const blocks = documents.flatMap((document) => document.blocks)
  const content = { contentHash, parts: contentParts, kinds: blocks.map(({ kind }) => kind) }
  const state = judgeApprovals(await approvals.list(issue.id), content, newsletter.signOffs)
  return {
    ...state,
    issue: issue.id,
    contentHash,
    missing: describeMissing(state, blocks),
    lost: describeVoided(state, newsletter.timezone),
  }
}
