import type { Reading } from '../../delivery/provider-reader.ts'
import type { DomainDetails } from '../../provider/resend/read-domain.ts'
import { isRehearsal } from '../origin.ts'
import { defineMailingCheck } from './check.ts'
import { type Finding, fail, ok, unasked, warn } from './line.ts'

const subject = 'tracking'
const day = 24 * 60 * 60 * 1000
const switchOff = 'Turn open and click tracking off for this domain at resend.com/domains.'

/** Resend adds neither a pixel nor a redirect: DESIGN.md, promise 4. */
export const tracking = defineMailingCheck('tracking', async ({ delivery }, { domain, outside, config }) =>
  judgeTracking(await domain(), delivery.trackingOff, outside.now(), isRehearsal(config)),
)

/**
 * @param word ISO date on which a person saw that tracking is off; it holds for a year, as `send` takes it.
 * @param now epoch milliseconds.
 */
export function judgeTracking(
  reading: Reading<DomainDetails | null> | undefined,
  word: string | undefined,
  now: number,
  rehearsal = false,
): Finding {
  const found = reading?.kind === 'read' ? reading.value : null
  const on = [found?.openTracking && 'opens', found?.clickTracking && 'clicks'].filter(Boolean).join(' and ')
  if (found && on !== '') {
    return fail(subject, `Resend tracks ${on} on ${found.name}, and \`send\` stops until it does not.`, switchOff)
  }
  if (found?.openTracking === false && found.clickTracking === false) {
    return ok(subject, `Off: Resend adds no pixel and changes no link on ${found.name}.`)
  }
  const age = word === undefined ? undefined : now - Date.parse(word)
  if (age !== undefined && age > -day && age < 365 * day) {
    return ok(subject, `Somebody saw on ${word} that it is off (delivery.trackingOff).`)
  }
  if (reading?.kind === 'failed') return unasked(subject, reading.reason)
  const say = rehearsal ? warn : fail
  const told = word === undefined ? '' : ` The word of ${word} is over a year old, or lies ahead.`
  return say(
    subject,
    `Nobody knows whether Resend tracks opens and clicks, and \`send\` stops for that.${told}`,
    'Set RESEND_READ_KEY to a key with full access; or look at resend.com/domains and write the day into newsletter.yaml, as delivery.trackingOff.',
  )
}
