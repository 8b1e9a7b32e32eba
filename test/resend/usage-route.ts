import type { Account } from './account.ts'
import { type Answer, json } from './envelope.ts'
import { postgresTime } from './paging.ts'

/** `GET /usage`: not in the OpenAPI description; the shape is that of the SDK's `GetUsageResponseSuccess`. */
export function getUsage({ quota, clock, domains, rateLimit }: Account): Answer {
  const now = clock.now()
  const date = new Date(now)
  const nextMonth = postgresTime(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1))
  const daily = quota.daily(now)
  const monthly = quota.monthly(now)
  const { limits } = quota
  return json(200, {
    object: 'usage',
    emails: {
      daily: {
        used: daily,
        limit: limits.daily ?? null,
        sent: daily,
        received: 0,
        resets_at: postgresTime(quota.dayEndsAt(now)),
      },
      // A number always: every plan has a month.
      monthly: { used: monthly, limit: limits.monthly ?? 50_000_000, sent: monthly, received: 0, resets_at: nextMonth },
    },
    contacts: { used: 0, limit: 1000 },
    segments: { used: 0, limit: 3 },
    broadcasts: { used: 0, limit: null },
    ai_credits: { used: 0, limit: null, next_increase_at: null },
    automation_runs: { used: 0, limit: 10_000, resets_at: nextMonth },
    domains: { used: domains.list().length, limit: null },
    rate_limit: { limit: rateLimit.perSecond, duration: '1s' },
  })
}
