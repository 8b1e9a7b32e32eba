import { TurnableClock } from './clock.ts'
import { Domains, type TestDomain } from './domains.ts'
import { IdempotencyKeys } from './idempotency.ts'
import { ApiKeys } from './keys.ts'
import { type KeptEmail, Mailbox } from './mailbox.ts'
import type { Outcome } from './outcomes.ts'
import { Quota, type QuotaLimits } from './quota.ts'
import { RateLimit, type RateLimitKind } from './rate-limit.ts'
import { Store } from './store.ts'
import { Suppressions } from './suppressions.ts'

export interface AccountOptions {
  /** SQLite file that survives a kill -9; without one everything is in memory. */
  file?: string
  /** Epoch milliseconds: ages idempotency keys, refills limits, dates answers. */
  now?: () => number
  requestsPerSecond?: number
  rateLimit?: RateLimitKind
  quota?: QuotaLimits
  /** Given at the start; the ones a test set later survive a restart without this. */
  domains?: TestDomain[]
  /** 403 for a From whose very domain is not in `domains` and verified. */
  refuseUnverifiedDomains?: boolean
  /** See address-rules.ts: the real API does, our samples need it off. */
  refuseReservedDomains?: boolean
  /**
   * `GET /usage` with a sending-only key. The changelog of 2026-10-01 says that any key may; the key's own page says that it
   * may only send. Off is what a sender can rely on.
   */
  usageForAnyKey?: boolean
  /** An accepted e-mail is in `GET /emails` only after this long. */
  listingDelayMs?: number
  /** What becomes of an e-mail, where neither the suppression list nor a test inbox decides. Default: delivered. */
  outcome?: (email: KeptEmail) => Outcome | undefined
}

/** One team at Resend: what its keys share. */
export interface Account {
  options: AccountOptions
  store: Store
  clock: TurnableClock
  mailbox: Mailbox
  suppressions: Suppressions
  quota: Quota
  idempotency: IdempotencyKeys
  rateLimit: RateLimit
  apiKeys: ApiKeys
  domains: Domains
}

export function openAccount(options: AccountOptions): Account {
  const { file = ':memory:', now = Date.now, requestsPerSecond = 1000, rateLimit = 'bucket' } = options
  const store = new Store(file)
  const clock = new TurnableClock(store, now)
  return {
    options,
    store,
    clock,
    mailbox: new Mailbox(store),
    suppressions: new Suppressions(store),
    quota: new Quota(store, options.quota ?? {}),
    idempotency: new IdempotencyKeys(store),
    rateLimit: new RateLimit(requestsPerSecond, rateLimit, clock.now()),
    apiKeys: new ApiKeys(store),
    domains: new Domains(store, options.domains),
  }
}
