import type { Approval } from '../../approval/approval.ts'
import type { Severity } from '../../problem/problem.ts'
import type { Departure } from './departure.ts'

/** A finding as the page shows it. */
export interface FindingView {
  severity: Severity
  /** `issues/2024-10-x/en.md:12`; empty where it has no place. */
  place: string
  reason: string
  hint: string
}

export interface EditionView {
  id: string
  language: string
  subject: string
  /** Absent while nobody is on the list. */
  readers?: number
}

/** What an approver sees of an issue. */
export interface IssueView {
  issue: string
  /** IANA zone in which its times are written. */
  timezone: string
  findings: FindingView[]
  /** It is frozen, or was: nothing is left to approve. */
  begun: boolean
  /** Absent where an error keeps it from being rendered. */
  content?: {
    title: string
    /** `yyyy-mm-dd` */
    date: string
    /** SHA-256 in hex: what an approval names. */
    hash: string
    editions: EditionView[]
    readers: number
    waiting: { language: string; readers: number }[]
    departure: Departure
  }
  /** Absent with the content. */
  approval?: {
    complete: boolean
    given: Approval[]
    peopleMissing: number
    /** `alert #travel`: blocks that counsel has still to see. */
    counselMissing: string[]
    /** Given on other content; each editor's last. */
    voided: { approval: Approval; changed: string[] }[]
    /** Whether who looks has approved exactly this. */
    own: boolean
  }
}
