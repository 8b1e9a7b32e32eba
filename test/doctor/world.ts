import { generateKeyPairSync } from 'node:crypto'
import type { Config } from '../../src/config.ts'
import type { Outside } from '../../src/newsletter/doctor/consultation.ts'
import type { DnsAnswer, DnsLookup, MailExchange } from '../../src/outside/dns.ts'
import type { DomainDetails } from '../../src/provider/resend/read-domain.ts'
import { recordsFor } from '../resend/domains.ts'

/** The moment at which the doctor comes. */
export const now = Date.UTC(2026, 10, 20, 12)
export const day = 24 * 60 * 60 * 1000

export const publicKeyOf = (bits: number): string =>
  generateKeyPairSync('rsa', { modulusLength: bits })
    .publicKey.export({ type: 'spki', format: 'der' })
    .toString('base64')

export const dkimValue = recordsFor('example.net').find(({ record }) => record === 'DKIM')?.value ?? ''

/** What stands in the DNS by `TXT name` or `MX name`. */
export type Zone = Record<string, string[] | MailExchange[]>

/** A domain that is set up as Resend asks. */
export function zoneOf(domain: string): Zone {
  return {
    [`TXT send.${domain}`]: ['v=spf1 include:amazonses.com ~all'],
    [`MX send.${domain}`]: [{ exchange: 'feedback-smtp.eu-west-1.amazonses.com', priority: 10 }],
    [`TXT resend._domainkey.${domain}`]: [dkimValue],
    [`TXT _dmarc.${domain}`]: ['v=DMARC1; p=quarantine; rua=mailto:reports@example.net'],
  }
}

export function dnsOf(zone: Zone): DnsLookup {
  const find = <T>(type: string, name: string): Promise<DnsAnswer<T>> =>
    Promise.resolve({ kind: 'answered', records: (zone[`${type} ${name}`] ?? []) as T[] })
  return {
    txt: (name) => find('TXT', name),
    mx: (name) => find('MX', name),
    cname: (name) => find('CNAME', name),
  }
}

export const offlineDns: DnsLookup = {
  txt: async () => ({ kind: 'failed', why: 'no name server can be reached' }),
  mx: async () => ({ kind: 'failed', why: 'no name server can be reached' }),
  cname: async () => ({ kind: 'failed', why: 'no name server can be reached' }),
}

/** What does not concern the network, as it is on a computer that is well. */
export function wellComputer(): Pick<
  Outside,
  'now' | 'freeBytes' | 'mode' | 'remote' | 'looseReceipts' | 'uncommitted' | 'runtime'
> {
  return {
    now: () => now,
    freeBytes: async () => 50e9,
    mode: () => undefined,
    remote: async () => ({ kind: 'there' }),
    looseReceipts: async () => [],
    uncommitted: async () => [],
    runtime: { node: '22.20.0', zoneData: '2026a', knowsZone: () => true },
  }
}

export const details = (change: Partial<DomainDetails> = {}): DomainDetails => ({
  name: 'news.example.net',
  status: 'verified',
  region: 'eu-west-1',
  sends: true,
  openTracking: false,
  clickTracking: false,
  createdAt: now - 400 * day,
  records: [],
  ...change,
})

/** Neither an address nor a key may be in what the doctor says. */
export const secretsOf = ({ resend, key }: Config): string[] =>
  [resend.apiKey, resend.readKey, resend.webhookSecret, key].filter((value) => value !== undefined)
