/** What a provider reports of a delivery after it accepted it, from the least to the most certain word. */
export type ReportKind = 'delayed' | 'soft_bounced' | 'delivered' | 'failed' | 'suppressed' | 'bounced' | 'complained'

/**
 * Reports come twice, late and in any order, so the highest rank stands and nothing lowers it. `delivered` is above
 * `soft_bounced` because mailboxes that answer for their owner (“out of office”) are reported as bounces too; a permanent
 * bounce and a complaint can follow a delivery.
 */
export const reportRanks: Record<ReportKind, number> = {
  delayed: 1,
  soft_bounced: 2,
  delivered: 3,
  failed: 4,
  suppressed: 5,
  bounced: 6,
  complained: 7,
}

/** One signed word from the provider, without anything that names a person. */
export interface ProviderEvent {
  /** The webhook's own id: the same word repeated has the same id. */
  id: string
  /** Epoch milliseconds: when it happened, by the provider's clock. */
  at: number
  kind: ReportKind | 'other'
  /** As the provider calls it: `email.bounced`. */
  type: string
  /** The provider's id of the e-mail; absent for words about something else. */
  emailId?: string
  /** The tags the e-mail was sent with: list, issue, delivery. */
  tags: Record<string, string>
  /** Type and subtype of a bounce, reason of a failure: short, no address, no free text of a mail server. */
  detail: string | null
}

/** What became of an event: `repeated` was known, `parked` names an e-mail that is not known yet, `ignored` tells nothing. */
export type Received = 'applied' | 'repeated' | 'parked' | 'ignored'

/** Where the provider's words are kept. Every method is one transaction, durable when it returns. */
export interface ReportStore {
  /**
   * Note an event: its id, the delivery's report if it ranks higher, and the suppression that a permanent bounce or a
   * complaint brings. A repeated id changes nothing. (Soft bounces of three issues in a row suppress when the next issue is
   * frozen: until then a better word may still come.)
   */
  receive(event: ProviderEvent, now: number): Promise<Received>
  /** Apply what was parked for deliveries that are known by now; returns how many. */
  unpark(now: number): Promise<number>
  /** Drop parked events and ids older than `before` (epoch milliseconds). */
  forgetBefore(before: number): Promise<number>
}
