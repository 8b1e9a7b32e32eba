import type { Config } from '../../config.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { firstError } from '../first-error.ts'
import type { Outside } from './consultation.ts'
import { askDmarc } from './dmarc.ts'
import { detailsOf, expectRecords } from './expected-records.ts'
import { dmarcSuggestion, judgeDmarc } from './judge-dmarc.ts'
import { lookOutside } from './look-outside.ts'

/** A record to enter where the domain is managed. */
export interface RecordToEnter {
  purpose: 'SPF' | 'bounces' | 'DKIM' | 'DMARC'
  type: string
  /** The whole name. */
  name: string
  /** Null where only Resend knows it. */
  value: string | null
  /** Of an MX. */
  priority: number | null
  /** `Auto`, or seconds. */
  ttl: string
  /** What Resend found: `verified`, `pending` …; null where nobody could be asked. */
  status: string | null
}

/** What `doctor --dns` tells. */
export interface DnsRecords {
  domain: string
  records: RecordToEnter[]
  /** What is to be known beside: where to look up what is missing, and why. */
  notes: string[]
}

/**
 * The records that a sending domain needs: Resend's own answer where it can be asked, what is known without it otherwise.
 *
 * @throws Problem those of newsletter.yaml
 */
export async function listDnsRecords(config: Config, outside: Outside = lookOutside(config)): Promise<DnsRecords> {
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  const { address } = newsletter.sender
  const sender = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  const [reading, policy] = await Promise.all([outside.domain?.(sender), askDmarc(sender, outside.dns)])
  const details = detailsOf(reading)
  const notes: string[] = []
  if (details === undefined) {
    const why = !reading
      ? 'there is no RESEND_READ_KEY'
      : reading.kind === 'failed'
        ? reading.reason.replace(/\.$/, '')
        : `Resend does not know ${sender} yet`
    notes.push(`Resend was not asked, or could not answer: ${why}. Look up what is missing at resend.com/domains.`)
  } else if (details.name.toLowerCase() !== sender) {
    notes.push(
      `Resend knows ${details.name}, not ${sender}: add ${sender} there first. The records are those of ${details.name}.`,
    )
  }
  const records = details?.records.length ? fromResend(details.records) : known(sender)
  notes.push(...addDmarc(records, sender, policy))
  notes.push('Most pages where a domain is managed want the name without the domain itself at its end.')
  return { domain: sender, records, notes }
}

type Found = NonNullable<ReturnType<typeof detailsOf>>['records']

/** Receiving and tracking need records too; nobody here wants them. */
function fromResend(found: Found): RecordToEnter[] {
  return found
    .filter(({ purpose }) => purpose === 'SPF' || purpose === 'DKIM')
    .map(({ purpose, type, name, value, priority, ttl, status }) => ({
      purpose: purpose === 'DKIM' ? 'DKIM' : type.toUpperCase() === 'MX' ? 'bounces' : 'SPF',
      type,
      name,
      value,
      priority: priority ?? null,
      ttl,
      status,
    }))
}

function known(sender: string): RecordToEnter[] {
  const { spf, mx, dkim } = expectRecords(sender, undefined)
  const rest = { ttl: 'Auto', status: null, priority: null }
  return [
    { purpose: 'bounces', type: 'MX', name: mx.name, value: null, ...rest, priority: 10 },
    { purpose: 'SPF', type: 'TXT', name: spf.name, value: spf.value, ...rest },
    { purpose: 'DKIM', type: 'TXT', name: dkim.name, value: null, ...rest },
  ]
}

function addDmarc(records: RecordToEnter[], sender: string, policy: Awaited<ReturnType<typeof askDmarc>>): string[] {
  const state = 'why' in policy ? undefined : judgeDmarc(sender, policy.at).state
  if (state === 'ok') return ['There is a DMARC policy already; leave it as it is.']
  records.push({
    purpose: 'DMARC',
    type: 'TXT',
    name: `_dmarc.${sender}`,
    value: dmarcSuggestion,
    priority: null,
    ttl: 'Auto',
    status: null,
  })
  if ('why' in policy)
    return [`Whether there is a DMARC policy already could not be asked (${policy.why}): if there is, leave it.`]
  return []
}
