/** What an issue says to a reader whose language it has no document in: another language's edition, or wait. */
export type Fallback = string | 'wait'

/** An organisation of the network whose words an issue may carry. */
export interface Member {
  name: string
  site: string
  /** Addresses of its feeds (RSS or Atom) by the language they are in; none for a member without one. */
  feeds: Record<string, string>
}

/** Who has to approve an issue before it goes out. */
export interface SignOffs {
  /** How many people. */
  approvers: number
  /** Whether who wrote last (git's author) may approve. */
  writerMayApprove: boolean
  /** Kinds of block that counsel has to approve. */
  counsel: string[]
}

/** When the monthly issue is due. Durations are milliseconds. */
export interface Schedule {
  /** Five fields: minute, hour, day of month, month, day of week. */
  cron: string
  /** IANA zone in which the cron's fields are meant. */
  timezone: string
  /** How late it may still go out by itself. */
  window: number
  /** How long before it the proof goes to the editors. */
  proofBefore: number
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
    /** Minutes in which `cancel` undoes a freeze of real mail. */
    undoMinutes: number
  }
  signOffs: SignOffs
  schedule?: Schedule
  /** The git branch that `serve` follows; absent where files are put in place by hand. */
  follow?: { remote: string; branch: string }
}
