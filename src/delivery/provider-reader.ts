/** An answer from the provider, or why there is none. `serverTime` is its `Date` header, epoch milliseconds. */
export type Reading<T> = { kind: 'read'; value: T; serverTime?: number } | { kind: 'failed'; reason: string }

/** An e-mail as the provider's listing shows it. */
export interface SeenEmail {
  id: string
  /** Epoch milliseconds. */
  at: number
  to: string[]
  subject: string
}

export interface SendingDomain {
  name: string
  openTracking: boolean
  clickTracking: boolean
}

/** How many e-mails may be sent; undefined where nothing limits or nothing is said. */
export interface ProviderQuota {
  daily?: { limit: number; used: number }
  monthly?: { limit: number; used: number }
}

/** What a provider lets itself be asked about: for reconciling, and before the first batch. Never throws. */
export interface ProviderReader {
  /** The newest 100 e-mails, or the 100 before the id `after` in the listing (which runs backwards in time). */
  emails(after?: string): Promise<Reading<{ emails: SeenEmail[]; more: boolean }>>
  /** The tags of one e-mail. */
  tags(id: string): Promise<Reading<Record<string, string>>>
  /** The domain e-mails are sent from, by name or a parent of it; null when the account has none of that name. */
  domain(name: string): Promise<Reading<SendingDomain | null>>
  quota(): Promise<Reading<ProviderQuota>>
}
