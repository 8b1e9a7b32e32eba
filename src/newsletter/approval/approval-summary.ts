import type { Approval } from '../../approval/approval.ts'
import type { IssueApproval } from '../issue-approval.ts'

/** Approvals as `approve --json` and `status --json` print them. */
export interface ApprovalSummary {
  /** SHA-256 in hex of the content these words are about: as it was sent, or as it is now. Null where it was not asked. */
  contentHash: string | null
  /** Null of what is frozen, and where it cannot be told, which `lost` then explains. */
  complete: boolean | null
  /** On exactly this content. `at` is an ISO instant. */
  given: { by: string; role: Approval['role']; via: Approval['via']; at: string }[]
  missing: string[]
  lost: string[]
}

export function summariseApproval({ contentHash, complete, given, missing, lost }: IssueApproval): ApprovalSummary {
  return { contentHash, complete, given: given.map(summariseWord), missing, lost }
}

export function summariseWord({ by, role, via, at }: Approval): ApprovalSummary['given'][number] {
  return { by, role, via, at: new Date(at).toISOString() }
}
