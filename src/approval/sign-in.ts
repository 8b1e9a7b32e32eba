/**
 * Links by which editors sign in, and the sessions they open. A token is 256 random bits and is kept as its SHA-256 only, so
 * a copy of the store opens nothing. Looking one up by that hash needs no constant time: what a comparison's timing could
 * tell is how the hash begins, and nobody can choose a token by its hash. Times are epoch milliseconds.
 */
export interface SignInStore {
  addLink(tokenHash: Uint8Array, link: { editor: number; issue: string; expiresAt: number }): Promise<void>
  /** Whether a link to this issue's page may still be used. Changes nothing. */
  isOpen(tokenHash: Uint8Array, issue: string, now: number): Promise<boolean>
  /**
   * Spend a link, and open a session of its editor, in one transaction: of several who come with the same link one gets in.
   * False, changing nothing, for a link that is spent, expired, unknown or another issue's.
   */
  openSession(
    tokenHash: Uint8Array,
    issue: string,
    session: { tokenHash: Uint8Array; expiresAt: number },
    now: number,
  ): Promise<boolean>
  /** The id of the editor whose session it is. */
  findSession(tokenHash: Uint8Array, now: number): Promise<number | undefined>
  endSession(tokenHash: Uint8Array): Promise<void>
  /** Links and sessions that expired before this. */
  forgetExpired(now: number): Promise<void>
}
