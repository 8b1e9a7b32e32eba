import { type Answer, apiError } from './envelope.ts'

/**
 * How requests are counted: `bucket` refills evenly, `fixed` begins each second anew, `sliding` allows so many in any
 * second whatsoever. Resend says only how many; a sender has to bear all three.
 */
export type RateLimitKind = 'bucket' | 'fixed' | 'sliding'

interface Taken {
  allowed: boolean
  remaining: number
  /** Milliseconds until a request is allowed again. */
  waitMs: number
}

const counters: Record<RateLimitKind, (limit: number, start: number) => (now: number) => Taken> = {
  bucket(limit, start) {
    let tokens = limit
    let at = start
    return (now) => {
      tokens = Math.min(limit, tokens + (Math.max(0, now - at) / 1000) * limit)
      at = now
      const allowed = tokens >= 1
      if (allowed) tokens -= 1
      return { allowed, remaining: Math.floor(tokens), waitMs: tokens >= 1 ? 0 : ((1 - tokens) / limit) * 1000 }
    }
  },
  fixed(limit) {
    let window = Number.NaN
    let count = 0
    return (now) => {
      const current = Math.floor(now / 1000)
      if (current !== window) count = 0
      window = current
      const allowed = count < limit
      if (allowed) count += 1
      return { allowed, remaining: limit - count, waitMs: (window + 1) * 1000 - now }
    }
  },
  sliding(limit) {
    let times: number[] = []
    return (now) => {
      times = times.filter((time) => time > now - 1000 && time <= now)
      const allowed = times.length < limit
      if (allowed) times.push(now)
      return { allowed, remaining: limit - times.length, waitMs: (times[0] ?? now) + 1000 - now }
    }
  },
}

/** Requests a second of one team, and the headers Resend sends with every answer. Refused requests cost nothing. */
export class RateLimit {
  readonly perSecond: number
  readonly #take: (now: number) => Taken

  constructor(perSecond: number, kind: RateLimitKind, now: number) {
    this.perSecond = perSecond
    this.#take = counters[kind](perSecond, now)
  }

  take(now: number): { headers: Record<string, string>; refusal?: Answer } {
    const { allowed, remaining, waitMs } = this.#take(now)
    const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)))
    const headers = {
      'ratelimit-limit': String(this.perSecond),
      'ratelimit-policy': `${this.perSecond};w=1`,
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': seconds,
    }
    if (allowed) return { headers }
    const message = `Too many requests. You can only make ${this.perSecond} requests per second.`
    return { headers, refusal: apiError(429, 'rate_limit_exceeded', message, { 'retry-after': seconds }) }
  }
}
