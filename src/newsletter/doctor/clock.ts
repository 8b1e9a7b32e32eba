import { defineMailingCheck } from './check.ts'
import { type Finding, fail, ok, unasked, warn } from './line.ts'

const subject = 'clock'
const minute = 60_000

/** This computer's clock agrees with others'. The provider's comes first: PUBLIC_URL may lead back to this very computer. */
export const clock = defineMailingCheck('clock', async (_, { outside, domain, health }) => {
  const [reading, page] = await Promise.all([domain(), health()])
  if (reading?.kind === 'read' && reading.serverTime !== undefined) {
    return judgeClock(outside.now() - reading.serverTime, 'Resend’s')
  }
  if (page?.kind === 'answered' && page.serverTime !== undefined) {
    return judgeClock(page.askedAt - page.serverTime, 'that of PUBLIC_URL')
  }
  return unasked(subject, 'neither Resend nor PUBLIC_URL told the time')
})

/** @param aheadMs how far this computer is ahead of the other; negative when behind. The other tells whole seconds. */
export function judgeClock(aheadMs: number, other: string): Finding {
  const apart = Math.abs(aheadMs)
  const set = 'Have the system set its clock by itself: `timedatectl set-ntp true`, or the settings of your computer.'
  if (apart <= 2 * minute) return ok(subject, `It agrees with ${other}.`)
  const said = `It is ${Math.round(apart / minute)} minutes ${aheadMs > 0 ? 'ahead of' : 'behind'} ${other}`
  if (apart <= 10 * minute) return warn(subject, `${said}.`, set)
  return fail(
    subject,
    `${said}: nothing is sent with such a clock, as nobody could tell when it is safe to repeat.`,
    set,
  )
}
