import type { Channel, Consent, ConsentRecord } from './record.ts'

/** Where a story went: one row for each issue as the ledger names it, language and channel. */
export interface StoryUse {
  story: string
  /** The ledger's name: an issue's folder, or its second wave; `proof/<folder>` for what the editors were shown. */
  issue: string
  language: string
  channel: Channel
  textHash: string
  at: number
}

/** A use before it happens, with the file names of the renditions that it shows and the rest of the issue does not. */
export type NewStoryUse = StoryUse & { pictures: string[] }

/** Consent records and where the stories went. Times are epoch milliseconds. */
export interface StoryStore {
  /** `s-001`, `s-002` …: taken by this call, so that nobody else is ever given it, also after a withdrawal or a restore. */
  nextId(): Promise<string>
  /** Add a record, or put it in the place of the one of its id. False if that one was withdrawn: nothing is written then. */
  save(record: ConsentRecord, now: number): Promise<boolean>
  /**
   * Change a record as it is at that moment, so that no two changes lose one another. `edit` may throw, which changes
   * nothing. Comes back with what there is then: the changed record, a withdrawal, which nothing changes, or undefined.
   */
  change(id: string, edit: (record: ConsentRecord) => ConsentRecord): Promise<Consent | undefined>
  find(id: string): Promise<Consent | undefined>
  /** By id. */
  list(): Promise<Consent[]>
  /**
   * Withdraw a record: what it held is deleted unless `keep`, with the texts of the mails that told it, as far as they are
   * over, and its pictures; the fact stays. In the same commit every issue that mails the
   * story and is not over is halted (`consent`), and proofs of it that wait are dropped: from then on nobody tells it. Comes back with those issues by their names
   * in the ledger; undefined if there is no such record. Withdrawing again keeps the first time.
   */
  withdraw(
    id: string,
    now: number,
    options?: { keep?: boolean },
  ): Promise<{ halted: string[]; again: boolean } | undefined>
  /** Write down where stories go, before they go there. */
  noteUses(uses: NewStoryUse[]): Promise<void>
  /** Forget what was written of an issue on a channel: for a draft, of which nothing went out. */
  dropUses(issue: string, channel: Channel): Promise<void>
  /** Oldest first. */
  uses(id: string): Promise<StoryUse[]>
  /** The stories an issue tells, by its name in the ledger. */
  usedIn(issue: string): Promise<StoryUse[]>
  /** The file names of the renditions a story was told with. */
  pictures(id: string): Promise<string[]>
  /** Whether a picture was told with a story: then it may be gone at any moment. */
  isStoryPicture(name: string): Promise<boolean>
  /** Whether a picture was told with a withdrawn story, with no other, and no issue shows it that does not tell that story. */
  isWithdrawnPicture(name: string): Promise<boolean>
}
