import type { DnsLookup } from '../../outside/dns.ts'
import { defineMailingCheck } from './check.ts'
import { type DmarcRecords, judgeDmarc } from './judge-dmarc.ts'
import { unasked } from './line.ts'

/** Receivers know what to do with mails that only pretend to be ours. */
export const dmarc = defineMailingCheck('dmarc', async (_, { senderDomain, outside }) => {
  const asked = await askDmarc(senderDomain, outside.dns)
  return 'why' in asked ? unasked('DMARC', asked.why) : judgeDmarc(senderDomain, asked.at)
})

/** What stands at the domain and at each one above it that can be registered: two labels or more. */
export async function askDmarc(sender: string, dns: DnsLookup): Promise<{ at: DmarcRecords[] } | { why: string }> {
  const labels = sender.split('.')
  const domains = labels.slice(0, -1).map((_, index) => labels.slice(index).join('.'))
  const answers = await Promise.all(domains.map((domain) => dns.txt(`_dmarc.${domain}`)))
  const at: DmarcRecords[] = []
  for (const [index, answer] of answers.entries()) {
    if (answer.kind === 'failed') return { why: answer.why }
    at.push({ domain: domains[index] ?? sender, texts: answer.records })
  }
  return { at }
}
