import type { DomainDetails, DomainRecord } from '../../provider/resend/read-domain.ts'

/** Where the records of a sending domain stand, and what they are where that is known. */
export interface ExpectedRecords {
  spf: { name: string; value: string }
  mx: { name: string; value?: string; priority?: number }
  /** A CNAME where Resend asks for one. */
  dkim: { name: string; value?: string; isAlias: boolean }
}

/** What Resend has asked for since it began, where it cannot be asked itself. */
const spfValue = 'v=spf1 include:amazonses.com ~all'

/** The records by Resend's own answer, and by its custom where there is none. */
export function expectRecords(sender: string, details: DomainDetails | undefined): ExpectedRecords {
  const domain = details?.name.toLowerCase() ?? sender
  const find = (purpose: string, types: string[]): DomainRecord | undefined =>
    details?.records.find((one) => one.purpose === purpose && types.includes(one.type.toUpperCase()))
  const spf = find('SPF', ['TXT'])
  // One alias may stand for both records of the envelope's domain; questions follow it.
  const alias = find('SPF', ['CNAME'])
  const mx = find('SPF', ['MX'])
  const dkim = find('DKIM', ['TXT', 'CNAME'])
  return {
    spf: { name: spf?.name ?? alias?.name ?? `send.${domain}`, value: spf?.value ?? spfValue },
    mx: {
      name: mx?.name ?? spf?.name ?? alias?.name ?? `send.${domain}`,
      ...(mx && { value: mx.value.toLowerCase().replace(/\.$/, ''), priority: mx.priority ?? 10 }),
    },
    dkim: {
      name: dkim?.name ?? `resend._domainkey.${domain}`,
      isAlias: dkim?.type.toUpperCase() === 'CNAME',
      ...(dkim && { value: dkim.value }),
    },
  }
}

/** What Resend said of the domain, where it knows the sender's very domain. */
export function detailsOf(
  reading: { kind: 'read'; value: DomainDetails | null } | { kind: 'failed' } | undefined,
): DomainDetails | undefined {
  return reading?.kind === 'read' ? (reading.value ?? undefined) : undefined
}
