/** What falls due: the monthly of a tick, an issue at its `sendAt`, the proof before a tick. */
export type OccasionKind = 'monthly' | 'send-at' | 'proof'

/**
 * What an occasion came to.
 *
 * - `sent`: frozen because of it; the ledger has the rest.
 * - `proved`: the proof was mailed.
 * - `late`: its window passed first; a person was asked.
 * - `missed`: a later one has taken its place.
 */
export type OccasionOutcome = 'sent' | 'proved' | 'late' | 'missed'

/** Something that fell due and is over, one way or another. What is still open has no row. */
export interface Occasion {
  /** `monthly/<due>`, `send-at/<issue>/<due>`, `proof/<due>`: times in epoch milliseconds. */
  key: string
  kind: OccasionKind
  dueAt: number
  outcome: OccasionOutcome
  issue: string | null
  at: number
}

export interface OccasionStore {
  find(key: string): Promise<Occasion | undefined>
  /** The first word stands: false, changing nothing, when it has an outcome already. */
  close(occasion: Occasion): Promise<boolean>
  /** Newest first. */
  list(limit: number): Promise<Occasion[]>
  /**
   * Since when this schedule has been looked after, epoch milliseconds: what fell due before is nobody's promise. The first
   * call for a schedule (its cron and zone, as text) notes `now`, and so does one before the time that was noted.
   */
  since(schedule: string, now: number): Promise<number>
  /** A person cancels, by its name in the ledger, what nobody was mailed of yet: it may be a draft again. */
  noteCancel(issue: string, at: number): Promise<void>
  /** When that was last. */
  cancelledAt(issue: string): Promise<number | undefined>
}
