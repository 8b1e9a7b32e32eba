import type { Message } from './message.ts'

/** What mails outside an issue are for. */
export type NoticeKind = 'proof' | 'schedule' | 'sign-in'

/**
 * One mail outside an issue. Handed to the same provider under the same rate limit.
 */
export interface Notice {
  /**
   * Names it for ever: the same key is mailed once, however often it is asked for. Without an address in it, which would
   * outlive its owner's record: an editor's id, an issue, a due time, a content hash.
   */
  key: string
  kind: NoticeKind
  message: Omit<Message, 'tags'>
}

/** `pending`: to be handed over, or handed over without a clear answer. `lost`: not answered within the 20 hours. */
export type NoticeState = 'pending' | 'accepted' | 'failed' | 'lost'

export interface PendingNotice extends Notice {
  /** Epoch milliseconds when it was first handed over, which bounds its repetition; null before. */
  triedAt: number | null
}

/** Remembers notices. Message texts are sealed, and go once the notice is settled. */
export interface NoticeStore {
  /** Write a notice down, to be handed over; false when its key is known already. */
  add(notice: Notice, now: number): Promise<boolean>
  /** What is not settled, oldest first; of one kind where it is given. */
  pending(kind?: NoticeKind): Promise<PendingNotice[]>
  /** It is about to be handed over; the first time stands. */
  try(key: string, now: number): Promise<void>
  settle(key: string, state: Exclude<NoticeState, 'pending'>, now: number, error?: string): Promise<void>
  state(key: string): Promise<NoticeState | undefined>
  /** Forget settled notices older than this. */
  forgetBefore(time: number): Promise<void>
}
