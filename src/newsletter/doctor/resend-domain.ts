import type { Reading } from '../../delivery/provider-reader.ts'
import type { DomainDetails } from '../../provider/resend/read-domain.ts'
import { defineMailingCheck } from './check.ts'
import { type Finding, fail, ok, unasked } from './line.ts'

const subject = 'domain at Resend'
const setReadKey =
  'Make a second key at resend.com/api-keys, with full access, and set RESEND_READ_KEY to it. It is used to ask, never to send.'

/** Resend may send for the sender's domain. */
export const resendDomain = defineMailingCheck('domain', async (_, { senderDomain, domain }) =>
  judgeDomain(senderDomain, await domain()),
)

/** @param reading undefined without a key that may read. */
export function judgeDomain(sender: string, reading: Reading<DomainDetails | null> | undefined): Finding {
  if (!reading)
    return unasked(subject, 'there is no RESEND_READ_KEY, and a key with sending access cannot read', setReadKey)
  if (reading.kind === 'failed') return unasked(subject, reading.reason, setReadKeyOrTry(reading.reason))
  const found = reading.value
  if (found === null) {
    return fail(
      subject,
      `Resend does not know ${sender}.`,
      'Add it at resend.com/domains, then run `npx wayforward doctor --dns`.',
    )
  }
  if (found.name.toLowerCase() !== sender) {
    return fail(
      subject,
      `Resend knows ${found.name}, but not ${sender}, which the sender's address is at. It sends for the very domain only.`,
      `Change the sender in newsletter.yaml to an address at ${found.name}, or add ${sender} at resend.com/domains.`,
    )
  }
  if (!found.sends) {
    return fail(subject, `Sending is switched off for ${found.name}.`, 'Switch it on at resend.com/domains.')
  }
  const needed = found.records.filter(({ purpose }) => purpose === 'SPF' || purpose === 'DKIM')
  const open = needed.filter(({ status }) => status !== 'verified')
  const isReady =
    found.status === 'verified' || (found.status.startsWith('partially_') && needed.length > 0 && open.length === 0)
  if (isReady) return ok(subject, `${found.name} is verified (region ${found.region}).`)
  const waiting = [...new Set(open.map(({ purpose, type }) => `${purpose} (${type})`))].join(', ')
  return fail(
    subject,
    `${found.name} is not verified yet: Resend says “${found.status}”${waiting ? `; open: ${waiting}` : ''}.`,
    'Enter what `npx wayforward doctor --dns` prints where your domain is managed, then press “Verify” at resend.com/domains. It can take a day.',
  )
}

function setReadKeyOrTry(reason: string): string | undefined {
  return reason.includes('RESEND_READ_KEY') ? setReadKey : undefined
}
