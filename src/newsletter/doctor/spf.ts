import { defineMailingCheck } from './check.ts'
import { detailsOf, expectRecords } from './expected-records.ts'
import { judgeSpf } from './judge-spf.ts'
import { unasked } from './line.ts'

/** Resend may send, as receivers ask it. */
export const spf = defineMailingCheck('spf', async (_, { domain, senderDomain, outside }) => {
  const { name, value } = expectRecords(senderDomain, detailsOf(await domain())).spf
  const answer = await outside.dns.txt(name)
  return answer.kind === 'failed' ? unasked('SPF', answer.why) : judgeSpf(name, answer.records, value)
})
