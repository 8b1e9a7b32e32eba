/** How a person agreed to be mailed. */
export interface Consent {
  /** ISO instant. */
  at: string
  /** Where and how: "teach-in sign-up sheet", "web form". */
  source: string
  /** The words they agreed to, if known. */
  wording?: string
}

/** A person on the list. The store never knows immigration status or history. */
export interface Subscriber {
  address: string
  name?: string
  language: string
  region?: string
  topics: string[]
  consent: Consent
}

/** Why a candidate is counted and not mailed. Codes are permanent. */
export type ExclusionReason = 'suppressed' | 'no-language' | 'cancelled' | 'unsubscribed' | 'deleted' | 'paused'

/** Why an address is never to be mailed again. */
export type SuppressionReason = 'unsubscribed' | 'bounced' | 'complained' | 'manual'
