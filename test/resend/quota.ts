import { type Answer, apiError } from './envelope.ts'
import type { Store } from './store.ts'

export interface QuotaLimits {
  /** In any 24 hours; only the free plan has one. */
  daily?: number
  /** In a calendar month, UTC. */
  monthly?: number
  /** Accept what is over the daily quota and let it fail afterwards (`email.failed`, `reached_daily_quota`). */
  failsLater?: boolean
}

const day = 24 * 60 * 60 * 1000
const month = (now: number): string => new Date(now).toISOString().slice(0, 7)

/** Recipients a day and a month: every To, Cc and Bcc counts. The headers carry the amount used, as Resend's do. */
export class Quota {
  readonly limits: QuotaLimits
  readonly #store: Store

  constructor(store: Store, limits: QuotaLimits) {
    this.#store = store
    this.limits = limits
  }

  daily(now: number): number {
    const text = 'select coalesce(sum(count), 0) as used from used_at where at > ? and at <= ?'
    return (this.#store.sql(text).get(now - day, now) as { used: number }).used
  }

  monthly(now: number): number {
    const row = this.#store.sql('select count from used_in where month = ?').get(month(now))
    return (row as { count: number } | undefined)?.count ?? 0
  }

  /** Epoch milliseconds: when the oldest of the rolling day leaves it. */
  dayEndsAt(now: number): number {
    const text = 'select min(at) as at from used_at where at > ? and at <= ?'
    return ((this.#store.sql(text).get(now - day, now) as { at: number | null }).at ?? now) + day
  }

  refuse(recipients: number, now: number): Answer | undefined {
    const { daily, monthly, failsLater } = this.limits
    if (monthly !== undefined && this.monthly(now) + recipients > monthly) {
      return apiError(429, 'monthly_quota_exceeded', 'You have reached your monthly email sending quota.')
    }
    if (daily !== undefined && !failsLater && this.daily(now) + recipients > daily) {
      return apiError(429, 'daily_quota_exceeded', 'You have reached your daily email sending quota.')
    }
    return undefined
  }

  /** Whether an e-mail that was accepted fails for the day's quota. */
  exceeded(now: number): boolean {
    const { daily, failsLater } = this.limits
    return failsLater === true && daily !== undefined && this.daily(now) >= daily
  }

  use(recipients: number, now: number): void {
    this.#store
      .sql('insert into used_at values (?, ?) on conflict (at) do update set count = count + excluded.count')
      .run(now, recipients)
    this.#store
      .sql('insert into used_in values (?, ?) on conflict (month) do update set count = count + excluded.count')
      .run(month(now), recipients)
  }

  headers(now: number): Record<string, string> {
    const monthly = { 'x-resend-monthly-quota': String(this.monthly(now)) }
    return this.limits.daily === undefined ? monthly : { ...monthly, 'x-resend-daily-quota': String(this.daily(now)) }
  }
}
