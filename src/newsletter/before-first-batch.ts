import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import { clockSlackMs } from '../delivery/batch-history.ts'
import type { Clock } from '../delivery/clock.ts'
import { describeSkew } from '../delivery/describe-skew.ts'
import type { FrozenIssue, HaltReason, Ledger } from '../delivery/ledger.ts'
import type { Provider } from '../delivery/provider.ts'
import { fetchPage } from '../outside/fetch-page.ts'
import { linkedPages } from './linked-pages.ts'
import { isRehearsal } from './origin.ts'
import { uncheckedPagesReal } from './problems.ts'

/** Why an issue may not go out yet. */
export interface Obstacle {
  reason: Extract<HaltReason, 'pages_failing' | 'tracking' | 'clock_skewed'>
  detail: string
}

interface Options {
  config: Config
  frozen: FrozenIssue
  ledger: Ledger
  provider: Provider
  clock: Pick<Clock, 'now'>
  uncheckedPages?: boolean
}

/** A person's word that nothing tracks is asked for anew after a year. */
const wordLastsMs = 365 * 24 * 60 * 60 * 1000

/**
 * What must be true before real people are mailed: everything the mails link to at our own address answers, the provider
 * adds neither pixel nor redirect, and the clocks agree.
 *
 * @throws Problem unchecked_pages_real
 */
export async function findObstacle(options: Options): Promise<Obstacle | undefined> {
  const { config, frozen, ledger, uncheckedPages = false } = options
  if (uncheckedPages && !isRehearsal(config)) throw uncheckedPagesReal()
  if ((await ledger.firstAttemptAt(frozen.issue)) === undefined) {
    const detail = uncheckedPages ? undefined : await findFailingPage(frozen, ledger)
    if (detail !== undefined) return { reason: 'pages_failing', detail }
    await ledger.notePages(frozen.issue, uncheckedPages ? 'unchecked' : 'checked')
  }
  return await findTracking(options)
}

async function findFailingPage(frozen: FrozenIssue, ledger: Ledger): Promise<string | undefined> {
  const { issue, origin, envelope } = frozen
  const health = await fetchPage(`${origin}/health`)
  const answer = health.kind === 'answered' && health.status === 200 ? parse(health.body) : undefined
  if (answer?.wayforward !== 'ok') {
    return `${origin}/health does not answer${health.kind === 'failed' ? ` (${health.why})` : ''}: nobody could unsubscribe. Is \`npx wayforward serve\` running there?`
  }
  if (answer.list !== envelope.listId) return `${origin} is served by another newsletter (${String(answer.list)}).`
  const pages = new Set<string>()
  for (const { id } of await ledger.editions(issue)) {
    const edition = await ledger.edition(issue, id)
    const parts = edition ? [edition.parts.html, edition.parts.text] : []
    for (const part of parts) for (const page of linkedPages(part, origin)) pages.add(page)
  }
  for (const page of pages) {
    const why = await faultOf(page)
    if (why !== undefined) return `${page} does not work: ${why}.`
  }
  return undefined
}

async function faultOf(page: string): Promise<string | undefined> {
  const fetched = await fetchPage(page)
  if (fetched.kind === 'failed') return fetched.why
  if (fetched.status !== 200) return `the answer was ${fetched.status}`
  // The names of pictures and calendar files are the hashes of their bytes.
  const [, picture] = /\/i\/([0-9a-f]{64})\.\w+$/.exec(page) ?? []
  if (picture !== undefined) {
    const matches = hashOf(fetched.body) === picture && fetched.type.startsWith('image/')
    return matches ? undefined : 'what came back is not this picture'
  }
  const [, event] = /\/c\/([0-9a-f]{64})$/.exec(page) ?? []
  if (event === undefined) return undefined
  const file = await fetchPage(`${page}.ics`)
  const matches = file.kind === 'answered' && file.status === 200 && hashOf(file.body) === event
  return matches ? undefined : 'it does not give the event that the mail means'
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function findTracking({ config, frozen, provider, clock }: Options): Promise<Obstacle | undefined> {
  const { from } = frozen.envelope
  const name = from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '')
  const reading = await provider.reader?.domain(name)
  if (reading?.kind === 'read') {
    const { serverTime } = reading
    if (serverTime !== undefined && Math.abs(serverTime - clock.now()) > clockSlackMs) {
      return { reason: 'clock_skewed', detail: describeSkew(clock.now(), serverTime) }
    }
    const domain = reading.value
    if (domain && !domain.openTracking && !domain.clickTracking) return undefined
    if (domain) {
      const what = [domain.openTracking && 'opens', domain.clickTracking && 'clicks'].filter(Boolean).join(' and ')
      return { reason: 'tracking', detail: `Resend tracks ${what} of readers on ${domain.name}.` }
    }
  }
  if (isRehearsal(config) && reading?.kind !== 'read') return undefined
  const said = frozen.trackingOff === null ? undefined : clock.now() - Date.parse(frozen.trackingOff)
  if (said !== undefined && said > -24 * 60 * 60 * 1000 && said < wordLastsMs) return undefined
  const why = !reading
    ? 'there is no RESEND_READ_KEY'
    : reading.kind === 'failed'
      ? reading.reason
      : `Resend does not know the domain ${name}`
  return {
    reason: 'tracking',
    detail: `Whether Resend tracks the readers of ${name} could not be read: ${why.replace(/\.$/, '')}.`,
  }
}

function parse(body: Buffer): { wayforward?: unknown; list?: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
