import type { ProviderQuota } from '../delivery/provider-reader.ts'

/** How long an issue would take under the cap of newsletter.yaml and the quota at the provider. */
export interface Pace {
  readers: number
  /** E-mails that may go out now, and in every 24 hours after; null where nothing limits. */
  today: number | null
  perDay: number | null
  /** 24-hour spans it takes, the first included. */
  days: number
  /** When the last of them could go out, epoch milliseconds. */
  until: number
  /** What sets `perDay`. */
  limitedBy: 'dailyCap' | 'daily_quota' | null
  /** Readers whom this month's quota leaves out. */
  short: number
  /** Why the quota is not known; absent when it is. */
  quotaUnread?: string
}

interface Limits {
  readers: number
  dailyCap?: number
  /** E-mails accepted in the last 24 hours, over all issues. */
  acceptedToday: number
  quota?: ProviderQuota
  quotaUnread?: string
  now: number
}

const dayMs = 24 * 60 * 60 * 1000

/** Spread readers over days. Pure. */
export function planPace({ readers, dailyCap, acceptedToday, quota = {}, quotaUnread, now }: Limits): Pace {
  const caps = [
    dailyCap === undefined
      ? undefined
      : { by: 'dailyCap' as const, perDay: dailyCap, today: Math.max(0, dailyCap - acceptedToday) },
    quota.daily && {
      by: 'daily_quota' as const,
      perDay: quota.daily.limit,
      today: Math.max(0, quota.daily.limit - quota.daily.used),
    },
  ].filter((cap) => cap !== undefined)
  const narrowest = caps.reduce<(typeof caps)[number] | undefined>(
    (least, cap) => (least && least.perDay <= cap.perDay ? least : cap),
    undefined,
  )
  const today = caps.length === 0 ? null : Math.min(...caps.map((cap) => cap.today))
  const perDay = narrowest?.perDay ?? null
  const later = Math.max(0, readers - (today ?? readers))
  const days = 1 + (perDay === null ? 0 : Math.ceil(later / perDay))
  const monthly = quota.monthly && Math.max(0, quota.monthly.limit - quota.monthly.used)
  return {
    ...{ readers, today, perDay, days },
    until: now + (days - 1) * dayMs,
    limitedBy: narrowest?.by ?? null,
    short: monthly === undefined ? 0 : Math.max(0, readers - monthly),
    ...(quotaUnread !== undefined && { quotaUnread }),
  }
}
