import type { BlockKind } from '../document/document.ts'
import type { SignOffs } from '../issue/newsletter.ts'
import type { Approval } from './approval.ts'
import { foldName } from './fold-name.ts'

/** How an issue stands between draft and send. */
export interface ApprovalState {
  complete: boolean
  /** Given on exactly this content. */
  given: Approval[]
  /** How many more people must approve. */
  approversMissing: number
  /** Kinds of block in the issue that counsel has still to see; empty when counsel approved or nothing needs it. */
  counselMissing: BlockKind[]
  /** Given on other content, the newest first, with the names of the parts that differ now. */
  voided: { approval: Approval; changed: string[] }[]
}

/** The content as it is now. */
export interface PresentContent {
  contentHash: string
  parts: Record<string, string>
  /** The kinds of all its blocks. */
  kinds: BlockKind[]
}

/** What of an issue's approvals counts for the content as it is now. Pure. */
export function judgeApprovals(approvals: Approval[], content: PresentContent, signOffs: SignOffs): ApprovalState {
  const given = approvals.filter(({ contentHash, role }) => contentHash === content.contentHash && role !== 'writer')
  const people = countPeople(given)
  const approversMissing = Math.max(0, signOffs.approvers - people)
  const needing = [...new Set(content.kinds)].filter((kind) => signOffs.counsel.some((named) => named === kind))
  const counselMissing = given.some(({ role }) => role === 'counsel') ? [] : needing
  const voided = approvals
    .filter(({ contentHash }) => contentHash !== content.contentHash)
    .sort((a, b) => b.at - a.at)
    .map((approval) => ({ approval, changed: changedParts(approval.parts, content.parts) }))
  return {
    complete: approversMissing === 0 && counselMissing.length === 0,
    given,
    approversMissing,
    counselMissing,
    voided,
  }
}

/** Who is an editor twice, under two addresses, or was removed and added anew, is one person: by the name, too. */
function countPeople(given: Approval[]): number {
  const distinct = (keys: (number | string)[]): number => new Set(keys).size
  return Math.min(distinct(given.map(({ editor }) => editor)), distinct(given.map(({ by }) => foldName(by))))
}

/** Names of parts that were changed, added or removed, sorted. */
export function changedParts(before: Record<string, string>, now: Record<string, string>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)])
  return [...names].filter((name) => before[name] !== now[name]).sort()
}
