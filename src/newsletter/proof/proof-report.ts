import type { Problem } from '../../problem/problem.ts'
import type { IssueApproval } from '../issue-approval.ts'

/** Whom an issue would reach if it were frozen now. */
export interface Reach {
  /** People who would get it. */
  readers: number
  editions: { id: string; language: string; segments: string[]; readers: number }[]
  /** Those whose language it is not written in yet. */
  waiting: { language: string; readers: number }[]
}

/** What stands above a proof: the same for every editor and edition. */
export interface ProofReport {
  issue: string
  findings: Problem[]
  /** What could not be looked at, in a sentence each. */
  skipped: string[]
  /** Absent when the issue could not be rendered. */
  reach?: Reach
  /** Absent while errors keep anybody from approving it. */
  approval?: IssueApproval
  /** Where an approver signs in; absent without a public address. */
  approveAt?: string
  /** When it goes out by itself, epoch milliseconds. */
  dueAt?: number
  /** IANA zone in which times are written. */
  zone: string
}

/** What stands above one proof besides: which edition it shows. */
export interface ProofEdition {
  id: string
  language: string
  /** Absent for a report that goes alone. */
  shown?: { subject: string; preheader: string; whole: boolean }
  /** Why it goes alone: there are editions, none in a language that this editor reads. */
  unread?: boolean
}
