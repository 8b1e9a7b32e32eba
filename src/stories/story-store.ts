import type { Channel, Consent, ConsentRecord } from './record.ts'

/** Where a story went: one row for each issue as the ledger names it, language and channel. */
export interface StoryUse {
  story: string
  /** The ledger's name: an issue's folder, or its second wave. */
  issue: string
  language: string
  channel: Channel
  textHash: string
  at: number
}

/** Consent records and where the stories went. Times are epoch milliseconds. */
export interface StoryStore {
  /** `s-001`, `s-002` …: the next that was never used. */
  nextId(): Promise<string>
  /** Add a record, or change the one of its id. False if that one was withdrawn meanwhile: nothing is written then. */
  save(record: ConsentRecord, now: number): Promise<boolean>
  find(id: string): Promise<Consent | undefined>
  /** By id. */
  list(): Promise<Consent[]>
  /**
   * Withdraw a record: what it held is deleted unless `keep`, the fact stays. From its commit on nobody tells the story.
   * False if there is no such record; withdrawing again changes nothing.
   */
  withdraw(id: string, now: number, options?: { keep?: boolean }): Promise<boolean>
  /** Write down where stories go, with the names of the pictures they are told with; before they go there. */
  noteUses(uses: (StoryUse & { pictures: string[] })[]): Promise<void>
  /** Oldest first. */
  uses(id: string): Promise<StoryUse[]>
  /** The stories an issue tells, by its name in the ledger. */
  usedIn(issue: string): Promise<StoryUse[]>
  /** Whether a picture was told with a withdrawn story, and with no other. */
  isWithdrawnPicture(name: string): Promise<boolean>
}
