import { setTimeout as sleep } from 'node:timers/promises'
import type { Response as Answer } from 'resend'
import { type ZodType, z } from 'zod'
import type { Clock } from '../../delivery/clock.ts'
import { Pacer } from '../../delivery/pacer.ts'
import type { ProviderReader, Reading, SendingDomain } from '../../delivery/provider-reader.ts'
import { type DomainDetails, domainDetails, readDomain } from './read-domain.ts'
import { readHints } from './read-hints.ts'
import { readApiKey, readBaseUrl } from './read-settings.ts'
import { readTime } from './read-time.ts'
import { ResendClient } from './resend-client.ts'
import { retryAfterMs } from './retry-after.ts'
import { isPassing, isRateLimit, whyFailed } from './why-failed.ts'

interface ResendReaderOptions {
  /** A key with full access: one that may only send is refused everything here. */
  readKey: string
  /** Default https://api.resend.com. */
  baseUrl?: string
  timeoutMs?: number
  /** How often a question is asked before it counts as failed. */
  triesMost?: number
  /** Epoch milliseconds, to read a `retry-after` that is a date. */
  now?: () => number
  /** Waits between requests. */
  clock?: Clock
}

/** What Resend in particular lets itself be asked beside what every provider does. */
export interface ResendReader extends ProviderReader {
  /** As `domain`, with how far it is set up and the DNS records it needs. */
  domainDetails(name: string): Promise<Reading<DomainDetails | null>>
}

const pageSize = 100
/** Somebody waits for the answer. */
const patienceMs = 60_000
/** Until an answer names the account's limit. */
const requestsPerSecond = 2
/** A thousand domains; nobody has more. */
const domainPagesMost = 10

const wallClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
}

const id = z.string().min(1)
const time = z.unknown().transform((value, { addIssue }) => {
  const at = readTime(value)
  if (at === undefined) addIssue('no time')
  return at ?? z.NEVER
})
/** `Ana Reyes <ana@example.org>` is the address in it. */
const address = z.string().transform((text) => /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text)
const emailPage = z.object({
  has_more: z.boolean(),
  data: z.array(
    z.object({
      id,
      created_at: time,
      to: z.union([z.array(address), address.transform((one) => [one])]),
      subject: z.string().nullish(),
    }),
  ),
})
const tag = z.object({ name: z.string(), value: z.string() })
const email = z.object({ id, tags: z.array(tag).nullish() })
const domain = z.object({
  id,
  name: z.string(),
  open_tracking: z.boolean().nullish(),
  click_tracking: z.boolean().nullish(),
})
const domainPage = z.object({ has_more: z.boolean().nullish(), data: z.array(domain) })
const count = z.number().nonnegative()
const window = z.object({ used: count, limit: count.nullish() })
const usage = z.object({ emails: z.object({ daily: window.nullish(), monthly: window.nullish() }) })

/**
 * Asks Resend, with its SDK, about what is there. Nothing a network or Resend does is thrown: that is a failed reading.
 *
 * @throws Problem `resend_key_invalid`, `resend_base_url_invalid`, when it is made
 */
export function createResendReader(options: ResendReaderOptions): ResendReader {
  const { timeoutMs = 30_000, triesMost = 4, now = Date.now, clock = wallClock } = options
  const apiKey = readApiKey(options.readKey, 'RESEND_READ_KEY')
  const client = new ResendClient({ apiKey, baseUrl: readBaseUrl(options.baseUrl), timeoutMs })
  const pacer = new Pacer({ requestsPerSecond, clock })

  async function read<T>(schema: ZodType<T>, request: () => Promise<Answer<unknown>>): Promise<Reading<T>> {
    for (let tries = 1; ; tries += 1) {
      const turn = await pacer.turn()
      const exchange = client.exchangeOf(await request())
      const hints = readHints(exchange.headers)
      const limited = isRateLimit(exchange)
      const waitMs = limited ? retryAfterMs(exchange.headers, now()) : 500 * 2 ** tries
      if (limited) turn?.refused(waitMs, hints)
      else if (exchange.status === null) turn?.lost()
      else turn?.answered(hints)
      const failed = whyFailed(exchange)
      if (failed === undefined) {
        const parsed = schema.safeParse(JSON.parse(exchange.text ?? ''))
        if (!parsed.success) return { kind: 'failed', reason: 'Resend answered, but not in a form that is known.' }
        return { kind: 'read', value: parsed.data, ...(hints?.serverTime && { serverTime: hints.serverTime }) }
      }
      if (tries === triesMost || !isPassing(exchange) || waitMs > patienceMs) return { kind: 'failed', reason: failed }
      if (!limited) await clock.sleep(waitMs)
    }
  }

  async function allDomains(): Promise<Reading<z.infer<typeof domain>[]>> {
    const domains: z.infer<typeof domain>[] = []
    let after: string | undefined
    for (let page = 0; page < domainPagesMost; page += 1) {
      const reading = await read(domainPage, () => client.domains.list({ limit: pageSize, after }))
      if (reading.kind === 'failed') return reading
      domains.push(...reading.value.data)
      after = reading.value.data.at(-1)?.id
      if (!reading.value.has_more || after === undefined) return { ...reading, value: domains }
    }
    return { kind: 'failed', reason: 'Resend lists more domains than can be read.' }
  }

  async function withTracking(listed: z.infer<typeof domain>): Promise<Reading<SendingDomain>> {
    // The listing may leave the settings out; what is not said is not off.
    const reading = isSaid(listed)
      ? ({ kind: 'read', value: listed } as const)
      : await read(domain, () => client.domains.get(listed.id))
    if (reading.kind === 'failed') return reading
    if (!isSaid(reading.value)) {
      return { kind: 'failed', reason: `Resend does not say whether ${listed.name} tracks opens and clicks.` }
    }
    const { name, open_tracking: openTracking, click_tracking: clickTracking } = reading.value
    return { ...reading, value: { name, openTracking, clickTracking } }
  }

  return {
    async emails(after) {
      const reading = await read(emailPage, () => client.emails.list({ limit: pageSize, after }))
      if (reading.kind === 'failed') return reading
      const emails = reading.value.data.map(({ id, created_at: at, to, subject }) => {
        return { id, at, to, subject: subject ?? '' }
      })
      return { ...reading, value: { emails, more: reading.value.has_more } }
    },

    async tags(id) {
      const reading = await read(email, () => client.emails.get(encodeURIComponent(id)))
      if (reading.kind === 'failed') return reading
      if (reading.value.id !== id) return { kind: 'failed', reason: 'Resend answered with another e-mail.' }
      const tags = Object.fromEntries((reading.value.tags ?? []).map(({ name, value }) => [name, value]))
      return { ...reading, value: tags }
    },

    async domain(name) {
      const reading = await allDomains()
      if (reading.kind === 'failed') return reading
      const found = nearestDomain(reading.value, name)
      return found ? await withTracking(found) : { ...reading, value: null }
    },

    async domainDetails(name) {
      const reading = await allDomains()
      if (reading.kind === 'failed') return reading
      const found = nearestDomain(reading.value, name)
      if (!found) return { ...reading, value: null }
      const details = await read(domainDetails, () => client.domains.get(found.id))
      return details.kind === 'failed' ? details : { ...details, value: readDomain(details.value) }
    },

    async quota() {
      const reading = await read(usage, () => client.usage.get())
      if (reading.kind === 'failed') return reading
      const { daily, monthly } = reading.value.emails
      const limited = ({ limit, used }: z.infer<typeof window>) =>
        typeof limit === 'number' ? { limit, used } : undefined
      return {
        ...reading,
        value: { daily: daily ? limited(daily) : undefined, monthly: monthly ? limited(monthly) : undefined },
      }
    },
  }
}

type Tracking = { open_tracking: boolean; click_tracking: boolean }

function isSaid<T extends z.infer<typeof domain>>(given: T): given is T & Tracking {
  return typeof given.open_tracking === 'boolean' && typeof given.click_tracking === 'boolean'
}

/** The domain of that name, or the longest that is a parent of it. */
function nearestDomain<T extends { name: string }>(domains: T[], name: string): T | undefined {
  const wanted = name.toLowerCase()
  const matches = domains.filter((one) => `.${wanted}`.endsWith(`.${one.name.toLowerCase()}`))
  return matches.sort((a, b) => b.name.length - a.name.length)[0]
}
