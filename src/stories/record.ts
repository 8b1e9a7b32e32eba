/** Where a story may be told. `share` is the ally's kit. */
export const channels = ['email', 'web', 'archive', 'share', 'print', 'press', 'social', 'ads'] as const
export type Channel = (typeof channels)[number]

/** How the teller is named. */
export const nameForms = ['own', 'first-name', 'pseudonym', 'composite', 'unnamed'] as const
export type NameForm = (typeof nameForms)[number]

/** What puts a teller at risk, each to be agreed to by name and read by an attorney. */
export const riskDetails = [
  /** When or how somebody entered the country. */
  'entry',
  'convictions',
  'removal_order',
  'family',
  'health',
  'victimization',
  /** Docket and A-numbers, dates of birth, street addresses. */
  'identifiers',
  'school',
  'employer',
  /** Minors by name. */
  'minors',
] as const
export type RiskDetail = (typeof riskDetails)[number]

/** The teller's word on the text of one block in one language. */
export interface TextApproval {
  /** SHA-256 in hex of exactly the text that was read to them (text-hash.ts). */
  hash: string
  /** Epoch milliseconds. */
  at: number
  /** Who recorded it. */
  by: string
  /** How the teller read it: “read aloud on the phone”. */
  how: string
  /** Where the text stood then: the issue's folder and the block's id. What counts is the hash. */
  issue: string
  block: string
}

/** Words that would give a teller away, as a keyed hash of their normal form. */
export interface Denied {
  /** In hex. */
  hash: string
  /** How many words they are. */
  words: number
  /**
   * `issue`: a name of several words, which may stand nowhere in an issue that tells the story. `story`: what other people
   * and places share (a first name, a town, an employer), looked for in the story itself, its pictures and the front matter.
   */
  where: 'issue' | 'story'
}

/**
 * What somebody agreed to about their own story. Lives in the store, sealed; the repository carries only its id. Dates are
 * `yyyy-mm-dd` in the newsletter's timezone and include their last day.
 */
export interface ConsentRecord {
  /** `s-014` */
  id: string
  /** The teller's language, and who interpreted. */
  language: string
  interpreter?: string
  obtained: { by: string; on: string; how: string }
  /** Of a teller who is a minor: who agreed for them. */
  guardian?: string
  purpose: string
  scope: {
    channels: Channel[]
    /** Which languages it may be told in. */
    languages: string[]
    /** Which platforms, where `social` is among the channels. */
    social: string[]
  }
  identity: {
    form: NameForm
    /** The name to be printed. */
    shownAs?: string
    face: boolean
    voice: boolean
    /** How exactly a place may be named. */
    place: 'none' | 'state' | 'county' | 'city'
  }
  photo: { allowed: boolean; credit?: string; blur: boolean }
  /** What the text may tell. */
  details: RiskDetail[]
  /** Words the teller uses for themself, which nobody corrects. */
  selfTerms: string[]
  attorneyReview?: { by: string; on: string; pendingCase: boolean }
  /** By language, the newest last: what was agreed to once stays agreed to, and one teller may speak in several blocks. */
  approved: Record<string, TextApproval[]>
  compensation?: string
  starts: string
  expires: string
  /** They were told that a mail cannot be taken back. */
  emailIrrevocable: boolean
  /** How to reach them safely. */
  reach?: string
  /** What may not appear: names, nicknames, town, employer (deny-list.ts). Never the words themselves. */
  denied: Denied[]
  /** What happened to it, oldest first. */
  history: { at: number; what: string; by: string }[]
}

/** A record, or the bare fact that there was one. `kept`: what was written down is still there, sealed, as its teller wanted. */
export type Consent =
  | { kind: 'given'; record: ConsentRecord }
  | { kind: 'withdrawn'; id: string; at: number; kept?: true }
