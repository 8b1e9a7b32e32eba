/** What an issue says to a reader whose language it has no document in: another language's edition, or wait. */
export type Fallback = string | 'wait'

/** An organisation of the network whose words an issue may carry. */
export interface Member {
  name: string
  site: string
}

/** `issues/newsletter.yaml`, validated. */
export interface Newsletter {
  /** The file as the person knows it, for problems. */
  file: string
  name: string
  /** Permanent: part of every idempotency key and of List-ID. Letters, digits and hyphens. */
  listId: string
  sender: { name: string; address: string; replyTo: string }
  /** IANA zone in which dates without a zone are meant. */
  timezone: string
  /** BCP 47 tags; the first is the source language. */
  languages: [string, ...string[]]
  /** By language; every language but the source has an entry after validation (default `wait`). */
  fallback: Record<string, Fallback>
  provider: 'outbox' | 'resend'
  /** Topic ids a subscriber may ask for. */
  topics: string[]
  /** Segment name → rule as written (liqe). audience/ gives the rules meaning. */
  segments: Record<string, string>
  /** Where each segment rule stands in the file, for problems. */
  segmentPlaces: Record<string, import('unist').Position>
  members: Record<string, Member>
  delivery: {
    /** Deliveries in any 24 hours, while a new domain warms up; without it as many as the provider takes. */
    dailyCap?: number
    /** ISO date on which a person saw that the provider's domain tracks neither opens nor clicks. */
    trackingOff?: string
  }
  schedule?: { cron: string; timezone: string }
}
