import { createHash } from 'node:crypto'
import type { Store } from './store.ts'

/** A domain as the account's settings have it. */
export interface TestDomain {
  name: string
  status?: 'verified' | 'pending' | 'failed'
  openTracking?: boolean
  clickTracking?: boolean
  /** `GET /domains/:id` shows them. Default: Resend's own three. */
  records?: DomainRecord[]
  /** Epoch milliseconds. */
  createdAt?: number
}

/** As the API writes it; the name lacks the registered domain at its end. */
export interface DomainRecord {
  record: 'SPF' | 'DKIM' | 'Receiving' | 'Tracking'
  name: string
  type: 'MX' | 'TXT' | 'CNAME'
  ttl: string
  status: string
  value: string
  priority?: number
}

/** What Resend asks for. The registered domain is taken to have two labels. */
export function recordsFor(domain: string, status = 'verified'): DomainRecord[] {
  const below = domain.split('.').slice(0, -2)
  const named = (name: string): string => [name, ...below].join('.')
  const rest = { ttl: 'Auto', status }
  return [
    {
      ...{ record: 'SPF', name: named('send'), type: 'MX', ...rest },
      ...{ value: 'feedback-smtp.eu-west-1.amazonses.com', priority: 10 },
    },
    { record: 'SPF', name: named('send'), type: 'TXT', ...rest, value: 'v=spf1 include:amazonses.com ~all' },
    { record: 'DKIM', name: named('resend._domainkey'), type: 'TXT', ...rest, value: `p=${publicKey}` },
  ]
}

/** Of a key that nobody kept. */
const publicKey =
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7g78HvVfnFnnipiq2jHl5aVbQfDuwGcmsbVv0crsdQ4N0S8C1qjYBBblfunJSq/+kkipZ' +
  'QHbrM1kBTEoHNFDAne83VRMy/YdwY5tUBE/sYWPc6pN70vAQJQHngG/IMmDha2gzpoW3sP0gdUDMVDtS7XGgc7ViJawQb8eQN76nOQIDAQAB'

/** The account's domains, which a test may change at any time. */
export class Domains {
  readonly #store: Store

  constructor(store: Store, initial: TestDomain[] | undefined) {
    this.#store = store
    if (initial) this.set(initial)
  }

  set(domains: TestDomain[]): void {
    this.#store.set('domains', domains)
  }

  list(): (Required<TestDomain> & { id: string })[] {
    return this.#store.setting<TestDomain[]>('domains', [{ name: 'example.org' }]).map((domain) => ({
      id: idOf(domain.name),
      status: 'verified',
      openTracking: false,
      clickTracking: false,
      records: recordsFor(domain.name, domain.status),
      createdAt: Date.UTC(2024, 0, 2),
      ...domain,
    }))
  }

  /** Whether mail may be sent from an address: its very domain must be verified, a parent is not enough. */
  maySend(address: string): boolean {
    const domain = address.slice(address.lastIndexOf('@') + 1)
    return this.list().some(({ name, status }) => name === domain && status === 'verified')
  }
}

/** The same UUID for the same name, at every start. */
function idOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
