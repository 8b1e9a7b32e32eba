import type { MailExchange } from '../../outside/dns.ts'
import { defineMailingCheck } from './check.ts'
import { detailsOf, type ExpectedRecords, expectRecords } from './expected-records.ts'
import { type Finding, fail, ok, unasked, warn } from './line.ts'

const subject = 'bounces (MX)'

/** Bounces find their way to Resend. */
export const bounces = defineMailingCheck('bounces', async (_, { domain, senderDomain, outside }) => {
  const { mx } = expectRecords(senderDomain, detailsOf(await domain()))
  const answer = await outside.dns.mx(mx.name)
  return answer.kind === 'failed' ? unasked(subject, answer.why) : judgeBounces(answer.records, mx)
})

export function judgeBounces(found: MailExchange[], { name, value, priority }: ExpectedRecords['mx']): Finding {
  const paste = value
    ? `Enter this MX record at ${name}: ${value}, priority ${priority ?? 10}.`
    : `Copy the MX record of this domain from resend.com/domains to ${name}.`
  const hosts = found.map(({ exchange }) => exchange.toLowerCase().replace(/\.$/, ''))
  if (hosts.length === 0) {
    return fail(subject, `${name} has no MX record, so bounces get lost and Resend does not verify the domain.`, paste)
  }
  const isRight = (host: string): boolean => (value ? host === value : /^feedback-smtp\..+\.amazonses\.com$/.test(host))
  if (!hosts.some(isRight)) return fail(subject, `The MX record of ${name} leads elsewhere than to Resend.`, paste)
  if (!hosts.every(isRight)) {
    return warn(
      subject,
      `${name} has other MX records beside that of Resend, and bounces may go there.`,
      `Remove the others at ${name}.`,
    )
  }
  return ok(subject, `Bounces to ${name} reach Resend.`)
}
