import { type Answer, apiError } from './envelope.ts'

/** A token bucket of `perSecond`, and the headers Resend sends with every answer. */
export class RateLimit {
  #tokens: number
  #at: number

  constructor(
    readonly perSecond: number,
    now: number,
  ) {
    this.#tokens = perSecond
    this.#at = now
  }

  take(now: number): { headers: Record<string, string>; refusal?: Answer } {
    this.#tokens = Math.min(this.perSecond, this.#tokens + ((now - this.#at) / 1000) * this.perSecond)
    this.#at = now
    const allowed = this.#tokens >= 1
    if (allowed) this.#tokens -= 1
    const headers = {
      'ratelimit-limit': String(this.perSecond),
      'ratelimit-policy': `${this.perSecond};w=1`,
      'ratelimit-remaining': String(Math.floor(this.#tokens)),
      'ratelimit-reset': '1',
    }
    if (allowed) return { headers }
    const message = `Too many requests. You can only make ${this.perSecond} requests per second.`
    return { headers, refusal: apiError(429, 'rate_limit_exceeded', message, { 'retry-after': '1' }) }
  }
}

/** E-mails a day and a month; the headers carry the amount used, as Resend's do. */
export class Quota {
  used = 0

  constructor(readonly limits: { daily?: number; monthly?: number }) {}

  refuse(count: number): Answer | undefined {
    const { daily, monthly } = this.limits
    if (monthly !== undefined && this.used + count > monthly) {
      return apiError(429, 'monthly_quota_exceeded', 'You have reached your monthly email sending quota.')
    }
    if (daily !== undefined && this.used + count > daily) {
      return apiError(429, 'daily_quota_exceeded', 'You have reached your daily email sending quota.')
    }
    return undefined
  }

  headers(): Record<string, string> {
    const monthly = { 'x-resend-monthly-quota': String(this.used) }
    return this.limits.daily === undefined ? monthly : { ...monthly, 'x-resend-daily-quota': String(this.used) }
  }
}
