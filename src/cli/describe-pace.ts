import type { Pace } from '../newsletter/plan-pace.ts'
import { plural, thousands } from './print.ts'

const limits = { dailyCap: 'delivery.dailyCap in newsletter.yaml', daily_quota: 'the daily quota at Resend' }

/** How long an issue takes, in sentences; nothing where nothing limits and everything is known. */
export function describePace({ readers, today, perDay, days, until, limitedBy, short, quotaUnread }: Pace): string[] {
  const lines: string[] = []
  if (limitedBy && perDay !== null && today !== null) {
    const limit = `${thousands(perDay)} may go out in 24 hours (${limits[limitedBy]})`
    if (days === 1) lines.push(`${limit}: all of them today.`)
    else {
      const last = new Date(until).toLocaleDateString('en-US', { day: 'numeric', month: 'long', year: 'numeric' })
      lines.push(
        `${limit}: ${thousands(Math.min(today, readers))} now, the last on ${last}, after ${plural(days, 'run')} of send.`,
      )
    }
  }
  if (short > 0)
    lines.push(`This month's quota at Resend leaves out ${plural(short, 'reader')}: send would stop there.`)
  if (quotaUnread !== undefined) lines.push(`The quota at Resend is not known: ${quotaUnread.replace(/\.$/, '')}.`)
  return lines
}
