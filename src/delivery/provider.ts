import type { ProviderReader } from './provider-reader.ts'
import type { ProviderEvent } from './report.ts'

/**
 * What a provider can promise; the contract suite tests each claim.
 */
export interface Capabilities {
  /** How long the same key and bytes answer with the same ids, in milliseconds. */
  idempotencyWindowMs: number
  /** A batch is accepted whole or not at all. */
  atomicBatch: boolean
  canReconcile: boolean
  webhooks: boolean
}

/** One batch, as it goes over the wire: never rendered or re-serialised again. */
export interface BatchRequest {
  /** Idempotency key: `wf/<list id>/<issue folder>/<batch>/<generation>`. */
  key: string
  /** The JSON of an array of e-mails, UTF-8. */
  body: Uint8Array
  /** E-mails in the body. */
  count: number
  signal?: AbortSignal
}

/**
 * What is known after handing over a batch.
 *
 * - `accepted`: one id per e-mail, in order.
 * - `refused`: a definitive answer, a parsed provider error with a known 4xx. Nothing was sent.
 *   `scope` says whether the bytes are at fault (422: one of the e-mails), the account (key, domain, quota) or our own
 *   protocol (409 mismatch: an earlier body may be out; never rotate the key).
 * - `later`: refused for now; ask again after `retryAfterMs`. A rate limit proves that nothing was sent, unless it is not in
 *   the provider's own words (`unproven`: a proxy's 429). `inFlight` says that another request under this key is being
 *   processed, which may yet be accepted.
 * - `unknown`: everything else. The batch may have been accepted; only the same key and bytes may follow.
 *   `reached: false` when the connection was never made.
 */
export type Outcome = (
  | { kind: 'accepted'; ids: string[] }
  | { kind: 'refused'; scope: 'message' | 'account' | 'protocol'; status: number; error: string; message: string }
  | { kind: 'later'; retryAfterMs: number; error: string; inFlight?: boolean; unproven?: boolean }
  | { kind: 'unknown'; reached: boolean; status: number | null; message: string }
) & { hints?: Hints }

/** What an answer says beside its matter: the account's rate limit, and the provider's clock. Absent where it said nothing. */
export interface Hints {
  /** Requests in a window. */
  limit?: number
  windowMs?: number
  /** Left in this window, and how long until it begins anew. */
  remaining?: number
  resetMs?: number
  /** Epoch milliseconds, to the second. */
  serverTime?: number
}

/** A webhook as it was read: an event, or why it is not believed. */
export type ReadWebhook = { kind: 'event'; event: ProviderEvent } | { kind: 'refused'; reason: string }

/** Carries batches. Implementations never throw for what a network or a provider does: that is an Outcome. */
export interface Provider {
  readonly name: 'resend' | 'outbox'
  readonly capabilities: Capabilities
  /** Requests a second to start with; `Infinity` where nothing limits. */
  readonly requestsPerSecond: number
  submit(batch: BatchRequest): Promise<Outcome>
  /** There exactly when `canReconcile`: undefined also without the key it needs. */
  readonly reader?: ProviderReader
  /** There exactly when `webhooks`: the raw body and headers (lower-case names) of a request, against the signing secret. */
  readWebhook?(payload: string, headers: Record<string, string>, secret: string): ReadWebhook
  close(): Promise<void>
}
