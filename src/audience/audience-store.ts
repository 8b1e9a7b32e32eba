import type { Grouping } from '../edition/edition.ts'
import type { Among } from './among.ts'
import type { Rule } from './rule.ts'
import type { Subscriber, SuppressionReason } from './subscriber.ts'

/** What became of one row of `upsertSubscribers`. */
export type UpsertOutcome = 'added' | 'updated' | 'unchanged' | 'suppressed'

export interface AudienceStats {
  subscribers: number
  byLanguage: Record<string, number>
  /** A subscriber counts once for each topic. */
  byTopic: Record<string, number>
  /** Without a region: under the empty name. */
  byRegion: Record<string, number>
  suppressed: Partial<Record<SuppressionReason, number>>
}

/** Readers of one language who are in the same segments. */
export interface ReaderGroup extends Required<Grouping> {
  /** Bit n is the nth rule that was asked about. */
  mask: number
}

/** The list. Times are epoch milliseconds; addresses are in their normal form. */
export interface AudienceStore {
  /**
   * Add people, or merge them with who is there (`mergeSubscribers`), in one transaction; one outcome per row, in
   * order. A suppressed address is never added again, whatever the reason. A dry run writes nothing and tells the same,
   * except that it knows nothing of earlier dry pages. `importId` is kept with those who are added, and only with them.
   */
  upsertSubscribers(
    rows: Subscriber[],
    now: number,
    options?: { dryRun?: boolean; importId?: number },
  ): Promise<UpsertOutcome[]>
  /** Note that people are about to be brought in, from a file of this name; returns the id to add them with. */
  beginImport(name: string, now: number): Promise<number>
  find(addressHash: Buffer): Promise<Subscriber | undefined>
  /** Everyone, page by page; the caller may write between pages. */
  pages(size?: number): AsyncGenerator<Subscriber[]>
  /** Everyone, mailed or not. */
  countAll(): Promise<number>
  /** Those in a segment who are not suppressed or pausing. */
  countRule(rule: Rule, now: number): Promise<number>
  /** How those who are not suppressed or pausing, all or `among`, fall into groups by language and segments, in one query. */
  groupings(rules: readonly { name: string; rule: Rule }[], now: number, among?: Among): Promise<ReaderGroup[]>
  /** Never mail this address again: removes the subscriber, keeps the hash and the first reason; a complaint outranks it. */
  suppress(addressHash: Buffer, reason: SuppressionReason, at: number): Promise<void>
  isSuppressed(addressHash: Buffer): Promise<boolean>
  /** Forget a subscriber; false if there was none. A suppression stays, so that a list imported again leaves them out. */
  remove(addressHash: Buffer): Promise<boolean>
  stats(): Promise<AudienceStats>
  /** How many who are on the list came after `from` and up to `to`, and how many were suppressed then. */
  movement(from: number, to: number): Promise<{ joined: number; left: number }>
}
