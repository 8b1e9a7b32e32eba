import { type Finding, fail, ok, warn } from './line.ts'
import { readTags } from './read-tags.ts'

const subject = 'DMARC'

/** What to publish where there is nothing yet: it refuses nothing, and is what Gmail and Yahoo ask of whoever mails many. */
export const dmarcSuggestion = 'v=DMARC1; p=none;'

const policies: Record<string, string> = {
  none: 'p=none: a mail that only pretends to be yours is delivered all the same. That is enough to begin with; once all your mail passes, p=quarantine protects your name.',
  quarantine: 'p=quarantine: a mail that only pretends to be yours goes to spam.',
  reject: 'p=reject: a mail that only pretends to be yours is refused.',
}

/** What stands at `_dmarc.<domain>`, for the sender's domain and each domain above it. */
export interface DmarcRecords {
  domain: string
  texts: string[]
}

/**
 * What receivers are told to do with mails that are not the domain's, by RFC 7489.
 *
 * @param at the sender's domain first, then those above it. The nearest with a record speaks: RFC 7489 asks the domain and
 * then the registered one, without a list of which those are; asking all in between finds the same.
 */
export function judgeDmarc(sender: string, at: DmarcRecords[]): Finding {
  const paste = `Enter a TXT record at _dmarc.${sender}: ${dmarcSuggestion}`
  const slip = at.flatMap(({ domain, texts }) => texts.map((text) => ({ domain, text }))).find(isSlip)
  const found = at.map(({ domain, texts }) => ({ domain, records: texts.filter(isRecord) })).find(hasRecords)
  if (!found) {
    const said = slip
      ? `What stands at _dmarc.${slip.domain} is nearly a policy, but not one: it has to begin with “v=DMARC1;”.`
      : `There is no policy at _dmarc.${sender}, nor above it.`
    return fail(subject, `${said} Gmail, Yahoo and Outlook ask for one of whoever mails many people.`, paste)
  }
  const { domain, records } = found
  const [record] = records
  const place = `_dmarc.${domain}`
  if (record === undefined || records.length > 1) {
    return fail(
      subject,
      `There are ${records.length} policies at ${place}; receivers then take none (RFC 7489).`,
      `Remove all but one there.`,
    )
  }
  const tags = readTags(record)
  const value = (tag: string): string | undefined => tags?.find(([one]) => one.toLowerCase() === tag)?.[1]
  if (!tags)
    return fail(
      subject,
      `The policy at ${place} is malformed: “${hidden(record)}”.`,
      `Correct it there: ${dmarcSuggestion}`,
    )
  // A policy of a domain above speaks for those below by `sp`, where it has one.
  const policy = (domain === sender ? value('p') : (value('sp') ?? value('p')))?.toLowerCase()
  const meaning = policy === undefined ? undefined : policies[policy]
  if (value('p') === undefined || meaning === undefined) {
    const said = value('p') === undefined ? 'does not say what to do (p=)' : `says “p=${hidden(policy ?? '')}”`
    return fail(
      subject,
      `The policy at ${place} ${said}; it has to be none, quarantine or reject (RFC 7489).`,
      `Correct it there: ${dmarcSuggestion}`,
    )
  }
  const percent = value('pct')
  if (percent !== undefined && !/^(\d|[1-9]\d|100)$/.test(percent)) {
    return warn(subject, `${meaning} Its pct= is no number from 0 to 100.`, `Correct it at ${place}, or take pct= out.`)
  }
  return ok(subject, domain === sender ? meaning : `By ${place}: ${meaning}`)
}

const isRecord = (text: string): boolean => /^v\s*=\s*DMARC1\s*(;|$)/.test(text)
const isSlip = ({ text }: { text: string }): boolean => !isRecord(text) && /dmarc|^\s*["']?\s*p\s*=/i.test(text)
const hasRecords = ({ records }: { records: string[] }): boolean => records.length > 0
/** Policies name mailboxes that take reports. */
const hidden = (text: string): string => text.replace(/[^\s:;,!]+@[^\s;,!]+/g, '(address)').slice(0, 80)
