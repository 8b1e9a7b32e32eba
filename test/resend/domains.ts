import { createHash } from 'node:crypto'
import type { Store } from './store.ts'

/** A domain as the account's settings have it. */
export interface TestDomain {
  name: string
  status?: 'verified' | 'pending' | 'failed'
  openTracking?: boolean
  clickTracking?: boolean
}

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
