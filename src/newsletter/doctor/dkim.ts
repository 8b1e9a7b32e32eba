import { defineMailingCheck } from './check.ts'
import { detailsOf, expectRecords } from './expected-records.ts'
import { judgeDkim } from './judge-dkim.ts'
import { fail, ok, unasked } from './line.ts'

/** Mails can be signed. */
export const dkim = defineMailingCheck('dkim', async (_, { domain, senderDomain, outside }) => {
  const { name, value, isAlias } = expectRecords(senderDomain, detailsOf(await domain())).dkim
  if (isAlias && value !== undefined) {
    const alias = await outside.dns.cname(name)
    if (alias.kind === 'failed') return unasked('DKIM', alias.why)
    const plain = (host: string): string => host.toLowerCase().replace(/\.$/, '')
    if (alias.records.some((host) => plain(host) === plain(value)))
      return ok('DKIM', `${name} leads to the key of Resend.`)
    return fail(
      'DKIM',
      `${name} does not lead to the key of Resend, so no mail can prove that it is yours.`,
      'Enter the CNAME record that `npx wayforward doctor --dns` prints.',
    )
  }
  const answer = await outside.dns.txt(name)
  return answer.kind === 'failed' ? unasked('DKIM', answer.why) : judgeDkim(name, answer.records, value)
})
