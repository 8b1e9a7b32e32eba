import type { Generated } from 'kysely'
import type { ExclusionReason } from '../audience/subscriber.ts'
import type { Attempt, BatchState } from '../delivery/batch.ts'
import type { HaltReason, IssueState, PagesCheck } from '../delivery/ledger.ts'
import type { ReportKind } from '../delivery/report.ts'
import type { IssueKind } from '../issue/issue.ts'

/** Times are epoch milliseconds; hashes and sealed values are bytes. */
export interface LedgerTables {
  issues: {
    issue: string
    state: Exclude<IssueState, 'draft'>
    reason: HaltReason | null
    /** Counted at the freeze, apart from the rows of `recipients`. */
    candidates: number
    /** Null until frozen. */
    provider: string | null
    endpoint: string | null
    origin: string | null
    content_hash: string | null
    encoder: number | null
    /** JSON of delivery/ledger.ts Envelope. */
    envelope: string | null
    not_before: number | null
    frozen_at: number | null
    done_at: number | null
    /** What the provider said, or what stands in the way, at the last halt. */
    detail: string | null
    cancelled_at: number | null
    /** When a person, or the provider's listing, last confirmed that this ledger is the original. */
    confirmed_at: number | null
    /** Deliveries in any 24 hours, over all issues; fixed at the freeze. */
    daily_cap: number | null
    /** The day on which a person confirmed that the provider's domain tracks nothing (ISO date); fixed at the freeze. */
    tracking_off: string | null
    /** Whether what the mails link to was fetched before the first batch. */
    pages: PagesCheck | null
    /** Names this freeze in the issue folder's receipt. */
    receipt: string | null
    /** JSON of report counts that a person accepted when going on after the breaker. */
    accepted_rates: string | null
    kind: IssueKind | null
    /** `yyyy-mm` of a monthly; no two issues have the same. */
    month: string | null
    /** The due time of the schedule that began it; null when a person did. */
    due_at: number | null
    /** The issue whose waiting readers this second wave serves. */
    follows: string | null
  }
  /** Compiled parts of editions by the SHA-256 of their JSON. */
  parts: { hash: Uint8Array; content: string }
  editions: {
    issue: string
    id: string
    language: string
    /** JSON arrays. */
    segments: string
    blocks: string
    html_bytes: number
    /** Counted when the freeze was completed. */
    readers: number
    parts_hash: Uint8Array
  }
  /** Every candidate of a freeze: a recipient (edition, batch) or an exclusion. */
  recipients: {
    issue: string
    address_hash: Uint8Array
    language: string
    mask: number
    exclusion: ExclusionReason | null
    edition: string | null
    batch: number | null
    position: number | null
    /** JSON of RecipientValues, sealed. Null for an exclusion. */
    sealed: Uint8Array | null
    provider_id: string | null
    failure: string | null
    /** Masked, of a refused recipient: the sealed one is gone by then. */
    masked_address: string | null
    /** The import this person came with; null when added by hand, or before imports were noted. */
    import_id: number | null
    /** The provider's word after it accepted, of the highest rank so far. */
    report: ReportKind | null
    report_rank: number | null
    report_at: number | null
    report_detail: string | null
  }
  batches: {
    issue: string
    seq: number
    edition: string
    generation: number
    state: BatchState
    /** Of the body as first armed. */
    sha256: Uint8Array | null
    /** The batch this one was split from. */
    parent: number | null
    accepted_at: number | null
    /** Deliveries accepted. */
    accepted_count: number | null
  }
  /** Append-only. `n` counts the rows of a batch. */
  attempts: {
    issue: string
    batch: number
    n: number
    generation: number
    at: number
    event: Attempt['event']
    status: number | null
    error: string | null
  }
  /** One row for each CSV that was brought in; `name` is the file's name without its folder. */
  imports: { id: Generated<number>; name: string; at: number }
  /** Ids of webhooks that were received: the same one changes nothing twice. */
  provider_events: { id: string; at: number; type: string }
  /** Events about e-mails that are not known yet; `sealed` is the JSON of a ProviderEvent. */
  parked_events: {
    id: string
    at: number
    email_id: string | null
    issue: string | null
    delivery: string | null
    sealed: Uint8Array
  }
  /** Pictures of frozen issues by their file name, which is a hash of their bytes. */
  pictures: { name: string; bytes: Uint8Array }
  issue_pictures: { issue: string; picture: string }
}
