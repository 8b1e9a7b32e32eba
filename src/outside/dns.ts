import { Resolver } from 'node:dns/promises'

/** What the domain name system answered; no records where the name, or this type at it, does not exist. */
export type DnsAnswer<T> = { kind: 'answered'; records: T[] } | { kind: 'failed'; why: string }

export interface MailExchange {
  exchange: string
  priority: number
}

/** Asks the domain name system. Never throws, and always comes back. */
export interface DnsLookup {
  /** Each record as one text: its strings are joined without a space (RFC 7208, 3.3; RFC 6376, 3.6.2.2). */
  txt(name: string): Promise<DnsAnswer<string>>
  mx(name: string): Promise<DnsAnswer<MailExchange>>
  cname(name: string): Promise<DnsAnswer<string>>
}

interface DnsOptions {
  /** For one question, whatever the resolver does. */
  timeoutMs?: number
  /** Addresses of name servers; those of this computer when left out. */
  servers?: string[]
  /**
   * A name that surely has TXT records: the one every SPF record of Resend's leads to. Networks that keep a computer in
   * (captive portals, sandboxes) say of every name that it is not there; who does not know this one is not believed.
   */
  known?: string
}

/** The name is not there, or has nothing of this type. */
const empty = new Set(['ENOTFOUND', 'ENODATA'])

/** Ask the name servers of this computer. */
export function createDnsLookup({ timeoutMs = 4500, servers, known = 'amazonses.com' }: DnsOptions = {}): DnsLookup {
  let credible: Promise<boolean> | undefined
  /** Asked beside the first question, so that it costs no time. */
  function isCredible(): Promise<boolean> {
    credible ??= ask((resolver) => resolver.resolveTxt(known)).then(
      (answer) => answer.kind === 'answered' && answer.records.length > 0,
    )
    return credible
  }

  async function believe<T>(question: (resolver: Resolver) => Promise<T[]>): Promise<DnsAnswer<T>> {
    const [answer, isBelieved] = await Promise.all([ask(question), isCredible()])
    if (answer.kind === 'failed' || answer.records.length > 0 || isBelieved) return answer
    return { kind: 'failed', why: `the name server here does not even know ${known}` }
  }

  async function ask<T>(question: (resolver: Resolver) => Promise<T[]>): Promise<DnsAnswer<T>> {
    // One for each question: `cancel` ends all of a resolver's.
    const resolver = new Resolver({ timeout: Math.ceil(timeoutMs / 4), tries: 2 })
    if (servers) resolver.setServers(servers)
    const timer = setTimeout(() => resolver.cancel(), timeoutMs)
    try {
      return { kind: 'answered', records: await question(resolver) }
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
      return empty.has(code) ? { kind: 'answered', records: [] } : { kind: 'failed', why: whyOf(code) }
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    txt: (name) => believe(async (resolver) => (await resolver.resolveTxt(name)).map((strings) => strings.join(''))),
    mx: (name) => believe((resolver) => resolver.resolveMx(name)),
    cname: (name) => believe((resolver) => resolver.resolveCname(name)),
  }
}

function whyOf(code: string): string {
  if (code === 'ETIMEOUT' || code === 'ECANCELLED') return 'the name server did not answer in time'
  if (code === 'ECONNREFUSED') return 'no name server can be reached'
  return `the name server failed (${code})`
}
