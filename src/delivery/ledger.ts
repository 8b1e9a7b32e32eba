import type { Among } from '../audience/among.ts'
import type { Rule } from '../audience/rule.ts'
import type { ExclusionReason } from '../audience/subscriber.ts'
import type { Compiled } from '../edition/edition.ts'
import type { IssueKind } from '../issue/issue.ts'
import type { Armed, Attempt, Batch, Recipient, Resolution, Settlement, UnsettledBatch } from './batch.ts'
import type { ReportKind } from './report.ts'

/** draft → freezing → frozen → sending ⇄ halted → done. An issue without a row is a draft. */
export type IssueState = 'draft' | 'freezing' | 'frozen' | 'sending' | 'halted' | 'done'

/** Why an issue stopped before its end; permanent codes that `status` explains. */
export type HaltReason =
  | 'provider_unreachable'
  | 'provider_refused'
  | 'mails_refused'
  | 'quota_reached'
  | 'held'
  | 'stopped'
  /** A person said `pause`. */
  | 'paused'
  /** As many as `delivery.dailyCap` allows went out in the last 24 hours. */
  | 'daily_cap'
  /** Too many bounces or complaints among those who were heard of. */
  | 'bounces'
  | 'complaints'
  /** Something the mails link to did not answer. */
  | 'pages_failing'
  /** The provider's domain tracks readers, or nobody can tell that it does not. */
  | 'tracking'
  /** This computer's clock and the provider's differ by more than ten minutes. */
  | 'clock_skewed'
  /** Somebody whose story it tells has withdrawn their consent, or it has run out. */
  | 'consent'
  /** Begun over 20 hours ago, or restored: this ledger may not be the only one, or not the newest. */
  | 'ledger_doubtful'

/** `unchecked`: a rehearsal on this computer that skipped the fetching. */
export type PagesCheck = 'checked' | 'unchecked'

/** What every e-mail of an issue shares. Stored at the freeze; settings are not read again. */
export interface Envelope {
  listId: string
  from: string
  replyTo: string
  /** RFC 2919 list identifier, with its phrase. */
  listIdHeader: string
}

/** Everything that fixes the bytes of an edition, content-addressed. */
export interface Parts {
  subject: Compiled
  html: Compiled
  text: Compiled
}

export interface FrozenIssue {
  issue: string
  state: IssueState
  reason: HaltReason | null
  provider: string
  /** Where the provider was reached at the freeze; empty for its own address. A send never changes its other party. */
  endpoint: string
  origin: string
  contentHash: string
  encoder: number
  envelope: Envelope
  /** Epoch milliseconds before which no batch is armed (the undo delay). */
  notBefore: number
  frozenAt: number
  /** People counted at the freeze: what the equation must meet for ever after. */
  candidates: number
  doneAt: number | null
  /** What the provider said, or what stands in the way, at the last halt. */
  detail: string | null
  /** When a person cancelled what had not been armed; such an issue never restarts. */
  cancelledAt: number | null
  /** When this ledger was last confirmed to be the original, by a person or by the provider's listing. */
  confirmedAt: number | null
  dailyCap: number | null
  /** ISO date of a person's word that the provider's domain tracks nothing. */
  trackingOff: string | null
  pages: PagesCheck | null
  /** Names this freeze in the receipt that lies in the issue's folder. */
  receipt: string
  /** Reports that a person accepted when going on after the breaker; the breaker counts from there. */
  acceptedRates: ReportCounts | null
  issueKind: IssueKind
  /** `yyyy-mm` of a monthly: no two issues of a ledger have the same. Null for what is no monthly, and for second waves. */
  month: string | null
  /** The due time of the schedule that began it, epoch milliseconds; null when a person did. */
  dueAt: number | null
  /** The issue whose waiting readers this second wave serves; null for an issue of its own. */
  follows: string | null
}

/** Deliveries the provider has reported on, by its last word. */
export type ReportCounts = Partial<Record<ReportKind, number>>

/** What a freeze fixes for good. */
export type FrozenTerms = Pick<
  FrozenIssue,
  | 'issue'
  | 'provider'
  | 'endpoint'
  | 'origin'
  | 'contentHash'
  | 'encoder'
  | 'envelope'
  | 'notBefore'
  | 'frozenAt'
  | 'dailyCap'
  | 'trackingOff'
  | 'receipt'
  | 'issueKind'
  | 'month'
  | 'dueAt'
  | 'follows'
>

export interface FrozenEdition {
  id: string
  language: string
  segments: string[]
  blocks: string[]
  htmlBytes: number
  parts: Parts
}

/** An edition with the readers counted when the freeze was completed: what its own equation must meet. */
export type CountedEdition = Omit<FrozenEdition, 'parts'> & { readers: number }

/** One group of frozen candidates: their language, and which of the issue's segments they are in (bit i = segment i). */
export interface CandidateGroup {
  language: string
  mask: number
  count: number
}

export interface Tally {
  edition: string | null
  /** The provider's last word; on what was submitted, for the second equation. */
  report: ReportKind | null
  exclusion: ExclusionReason | null
  state: 'excluded' | 'submitted' | 'failed' | 'held' | 'pending'
  count: number
}

/**
 * The book of who was sent what. Every method is one transaction unless it says otherwise, durable when it returns.
 * Rules: shared/DELIVERY.md is the source; delivery/README.md states the invariants.
 */
export interface Ledger {
  find(issue: string): Promise<FrozenIssue | undefined>
  list(): Promise<FrozenIssue[]>

  /**
   * Write every subscriber as a candidate, with language, segment mask and, where one holds, an exclusion.
   * Discards what an interrupted freeze left. `rules` are the segments that the issue's blocks name; bit i of the mask is rule i.
   * Returns the number of candidates.
   *
   * @throws Problem month_taken when another issue has the month
   */
  beginFreeze(
    issue: string,
    rules: Rule[],
    now: number,
    options?: { month?: string | null; among?: Among },
  ): Promise<number>
  /** How many people `among` is today, by language. Changes nothing. */
  countAmong(among: Among): Promise<{ language: string; count: number }[]>
  /** The groups of candidates that are not excluded. */
  groups(issue: string): Promise<CandidateGroup[]>
  /** Write each group's edition or exclusion, all in one statement. */
  assign(issue: string, assignments: Assignment[]): Promise<void>
  saveEdition(issue: string, edition: FrozenEdition): Promise<void>
  /** Candidates that have an edition, in the order of their keyed hash, a page at a time: address and name opened. */
  page(issue: string, after: Buffer | undefined, limit: number): Promise<Candidate[]>
  /** Several pages' batches may be saved in several transactions: nothing counts until `completeFreeze`. */
  saveBatch(issue: string, batch: { seq: number; edition: string; members: Recipient[] }): Promise<void>
  /** The one transaction that makes an issue frozen. Checks that every candidate is excluded or in a batch. */
  completeFreeze(frozen: FrozenTerms): Promise<FrozenIssue>
  /** Forget an unfinished freeze: the issue is a draft again. */
  discardFreeze(issue: string): Promise<void>

  /** Undefined when the freeze was discarded meanwhile. */
  edition(issue: string, id: string): Promise<FrozenEdition | undefined>
  /** Batches still planned or armed, in order. */
  openBatches(issue: string, limit: number, after: number): Promise<Batch[]>
  attempts(issue: string, seq: number): Promise<Attempt[]>
  /**
   * Arm a batch, before its first byte: members that were suppressed, deleted or paused since the freeze become exclusions
   * (only on a first arming), the body is made by `encode`, its hash kept, an `armed` attempt added.
   * Arming again repeats the same members, and holds the batch when the body's hash differs. Where every attempt was refused,
   * so that nothing is out, leavers are asked for once more; if there are any, the batch goes on under a new key. Nothing is
   * armed unless the issue is `sending`: that is how pause and cancel take effect within one batch.
   */
  arm(batch: Batch, now: number, encode: (members: Recipient[]) => Uint8Array): Promise<Armed>
  /**
   * Record what the provider answered to an armed batch; nothing for any other. `accepted` stores an id per member. False
   * when it cannot be believed, because another delivery has one of these ids: then it is noted as unknown.
   */
  settle(batch: Batch, settlement: Settlement): Promise<boolean>
  /**
   * Begin or go on: the issue is `sending`, unless it is over, or a halt that only a person's word ends holds it (`despite`
   * is that word). Returns how it stands; undefined when it is a draft again.
   */
  begin(issue: string, options?: { despite?: boolean }): Promise<FrozenIssue | undefined>
  /** End a run. An issue that is no longer `sending` keeps what somebody else made of it; returns how it stands. */
  finish(issue: string, end: IssueEnd, now: number): Promise<FrozenIssue | undefined>
  /**
   * Halt, whoever sends at the moment; nothing for a draft or what is done. A halt that only a person's word ends is not
   * replaced, except by a doubt about the ledger, and by `consent`. False if nothing was changed.
   */
  halt(issue: string, reason: HaltReason, detail: string | null): Promise<boolean>
  /**
   * Before the first arming: the freeze is discarded, the issue is a draft. After it, or where another copy may have armed
   * (`keep`, or a doubtful ledger): what surely is not out becomes exclusions (`cancelled`), the rest settles, and the issue
   * ends without ever starting anew.
   */
  cancel(issue: string, now: number, options?: { keep?: boolean }): Promise<'discarded' | 'cancelled' | 'nothing'>
  /** This ledger is the original, as of now; a halt for that doubt becomes an ordinary one. */
  confirmOriginal(issue: string, now: number): Promise<void>
  /** A person goes on although the breaker tripped: it counts from these reports on. */
  acceptRates(issue: string, counts: ReportCounts): Promise<void>
  notePages(issue: string, pages: PagesCheck): Promise<void>
  /** When anything of the issue was first armed; undefined when nothing was. */
  firstAttemptAt(issue: string): Promise<number | undefined>
  /** What was accepted since, or may have been, over all issues, oldest first. */
  acceptedSince(since: number): Promise<{ at: number; count: number }[]>
  /** Pictures the mails link to; kept, so that they are served as long as the issue is known. */
  savePictures(issue: string, pictures: { name: string; bytes: Uint8Array }[]): Promise<void>

  /** Batches whose fate is unknown, or with `all` every batch that is not settled, with when they were first and last tried. */
  unsettled(issue: string, options?: { all?: boolean }): Promise<UnsettledBatch[]>
  /** The members of a batch that is not settled, opened, with the provider's word where there is one. */
  members(issue: string, seq: number): Promise<(Recipient & { reported: boolean })[]>
  /** Provider ids of e-mails of this list that were accepted between two times; at most `limit`. */
  acceptedIds(from: number, to: number, limit: number): Promise<string[]>
  resolve(batch: Batch, resolution: Resolution, now: number): Promise<void>

  reportCounts(issue: string): Promise<ReportCounts>
  /** Where those came from whom the provider reported on with one of these kinds, the most first. */
  reportSources(issue: string, kinds: ReportKind[]): Promise<ReportSource[]>
  tally(issue: string): Promise<Tally[]>
  /** Failure reasons with their counts. */
  failures(issue: string): Promise<{ reason: string; count: number }[]>
  editions(issue: string): Promise<CountedEdition[]>
  /** Who was refused for good, by delivery and masked address. */
  refusals(issue: string): Promise<Refusal[]>
}

/** How a run ended. */
export type IssueEnd = { state: 'done' } | { state: 'halted'; reason: HaltReason; detail: string }

export interface ReportSource {
  /** The import's name, or `added by hand`. */
  name: string
  count: number
  /** Deliveries of the same source that were reported on at all. */
  deliveries: number
}

export type Assignment = CandidateGroup & ({ edition: string } | { exclusion: ExclusionReason })

/** A delivery the provider refused: enough to find the person for whoever holds the list, and nobody else. */
export interface Refusal {
  delivery: string
  maskedAddress: string
  reason: string
}

export interface Candidate {
  addressHash: Buffer
  edition: string
  address: string
  name?: string
}
