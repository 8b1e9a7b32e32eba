import type { ReportCounts } from './ledger.ts'
import type { ReportKind } from './report.ts'

/** Of how many deliveries something must be known before shares mean anything. */
const reportedLeast = 500
/** One angry reader, or one dead mailbox, is nobody's pattern. */
const countLeast = 2

/** The provider closes accounts above these: 4 % bounces, 0.08 % complaints (Resend's acceptable use policy). */
const limits = { complaints: { of: 10_000, most: 8 }, bounces: { of: 100, most: 4 } }

/**
 * Every last word but `delayed`, after which another one follows. A soft bounce is one: the provider has given up, and
 * leaving those out would raise the shares just where mailboxes are full.
 */
const lastWords: ReportKind[] = ['soft_bounced', 'delivered', 'failed', 'suppressed', 'bounced', 'complained']

/** Why to stop: so many (`count`) of the deliveries that were reported on (`of`); `share` is their quotient. */
export interface Trip {
  reason: 'bounces' | 'complaints'
  share: number
  count: number
  of: number
}

/**
 * Whether too many of those who were heard of bounced or complained to go on. `accepted` are the counts at which a person
 * said to go on: only what came since is counted, and again from 500 on. Complaints come first: they cost a sender more.
 */
export function breakerTripped(counts: ReportCounts, accepted: ReportCounts | null): Trip | undefined {
  const since = (kind: ReportKind): number => (counts[kind] ?? 0) - (accepted?.[kind] ?? 0)
  // A delivery moves from one last word to a higher one, so a single difference may be negative; their sum is not.
  const of = lastWords.reduce((sum, kind) => sum + since(kind), 0)
  if (of < reportedLeast) return undefined
  for (const [reason, kind] of [
    ['complaints', 'complained'],
    ['bounces', 'bounced'],
  ] as const) {
    const count = since(kind)
    const limit = limits[reason]
    if (count >= countLeast && count * limit.of >= limit.most * of) return { reason, share: count / of, count, of }
  }
  return undefined
}
