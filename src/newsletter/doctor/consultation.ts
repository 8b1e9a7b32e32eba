import type { Editor } from '../../approval/editor.ts'
import type { Config } from '../../config.ts'
import type { Reading } from '../../delivery/provider-reader.ts'
import type { Brand } from '../../edition/brand.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import type { CertificateAnswer } from '../../outside/certificate.ts'
import type { DnsLookup } from '../../outside/dns.ts'
import type { RemoteAnswer } from '../../outside/git-remote.ts'
import type { Probe, ProbePage } from '../../outside/probe-page.ts'
import type { Problem } from '../../problem/problem.ts'
import type { KeyAccess } from '../../provider/resend/key-access.ts'
import type { DomainDetails } from '../../provider/resend/read-domain.ts'
import type { StoreInspection } from '../../store/inspect-store.ts'
import type { Consent } from '../../stories/record.ts'

/** Everything the doctor asks beyond the workspace's own files. Nothing here throws, and everything comes back in time. */
export interface Outside {
  now(): number
  dns: DnsLookup
  probe: ProbePage
  certificate(url: URL): Promise<CertificateAnswer>
  /** Both only with the key they need. */
  keyAccess?(): Promise<KeyAccess>
  domain?(name: string): Promise<Reading<DomainDetails | null>>
  /** Bytes. */
  freeBytes(folder: string): Promise<number | undefined>
  mode(file: string): number | undefined
  remote(remote: string, branch: string): Promise<RemoteAnswer>
  /** Of issues, not committed; undefined where there is no git. */
  looseReceipts(): Promise<string[] | undefined>
  /** Changed and not committed below issues/ and templates/; undefined where there is no git. */
  uncommitted(): Promise<string[] | undefined>
  runtime: {
    /** Such as 22.11.0. */
    node: string
    /** The edition of the time zone data, such as 2025b. */
    zoneData: string | undefined
    knowsZone(zone: string): boolean
  }
}

/** What is on the list, as far as the doctor needs it. */
export interface ListFacts {
  people: number
  editors: Editor[]
  /** Issues that were begun. */
  issues: number
  stories: Consent[]
}

/**
 * The list and the ledger: none yet; not to be used, for a problem; or looked at. `facts` are absent while another version
 * of the schema keeps it shut.
 */
export type StoreFacts =
  | { kind: 'none' }
  | { kind: 'unusable'; problem: Problem }
  | { kind: 'read'; inspection: StoreInspection; facts?: ListFacts }

/** What a doctor's visit looks at. Questions that several checks have are asked once. */
export interface Consultation {
  config: Config
  outside: Outside
  /** Absent where newsletter.yaml cannot be used. */
  newsletter: Newsletter | undefined
  newsletterProblems: Problem[]
  brand: Brand | undefined
  brandProblems: Problem[]
  store: StoreFacts
  /** Behind the @ of the sender's address, in lower case; empty without a newsletter. */
  senderDomain: string
  /** Of the sender's domain, or a parent of it; undefined without RESEND_READ_KEY. */
  domain(): Promise<Reading<DomainDetails | null> | undefined>
  /** PUBLIC_URL/health; undefined where PUBLIC_URL is not set or no address. */
  health(): Promise<Probe | undefined>
}
