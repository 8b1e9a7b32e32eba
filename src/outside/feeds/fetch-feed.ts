import type { Problem } from '../../problem/problem.ts'
import type { FeedSource } from './feed-post.ts'
import { feedDead, feedLarge, feedSlow } from './problems.ts'

export interface FeedLimits {
  /** From the first byte of the request to the last of the answer, redirects included. */
  timeoutMs: number
  /** After decompression: a small file can unpack to anything. */
  bytesMost: number
  redirectsMost: number
}

export const feedLimits: FeedLimits = { timeoutMs: 15_000, bytesMost: 5_000_000, redirectsMost: 5 }

export interface FetchedFeed {
  bytes: Uint8Array
  /** The Content-Type header, or nothing. */
  type: string
  /** Where it was found in the end. */
  url: string
}

const headers = {
  'user-agent': 'wayforward',
  accept: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
}

/** Fetch a feed within limits. Never throws: what went wrong comes back as a warning that names the member. */
export async function fetchFeed(
  source: FeedSource,
  limits: FeedLimits = feedLimits,
): Promise<{ fetched: FetchedFeed } | { problem: Problem }> {
  const feed = { member: source.name, url: source.url }
  const dead = (why: string, cause?: unknown) => ({ problem: feedDead({ ...feed, why }, { cause }) })
  // Held here and not AbortSignal.timeout: on Node 20 that may be collected before it fires.
  const controller = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    controller.abort()
  }, limits.timeoutMs)
  try {
    let url = source.url
    for (let hop = 0; hop <= limits.redirectsMost; hop += 1) {
      // `fetch` takes no such address.
      if (new URL(url).username !== '') return dead('its address holds a name or a password, which cannot be used here')
      const response = await fetch(url, { signal: controller.signal, headers, redirect: 'manual' })
      const location = response.headers.get('location')
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel()
        if (!URL.canParse(location, url)) return dead('it leads on to an address that is none')
        url = new URL(location, url).href
        if (!/^https?:/.test(url)) return dead(`it leads on to an address that is no web address (${url.slice(0, 80)})`)
        continue
      }
      if (!response.ok) {
        await response.body?.cancel()
        return dead(`the server answered with the number ${response.status}${meaningOf(response.status)}`)
      }
      const bytes = await readBody(response, limits.bytesMost)
      if (!bytes) {
        controller.abort()
        return { problem: feedLarge({ ...feed, limit: `${Math.round(limits.bytesMost / 1_000_000)} MB` }) }
      }
      return { fetched: { bytes, type: response.headers.get('content-type') ?? '', url } }
    }
    return dead(`it leads on from one address to the next more than ${limits.redirectsMost} times`)
  } catch (error) {
    if (late) return { problem: feedSlow({ ...feed, seconds: Math.ceil(limits.timeoutMs / 1000) }, { cause: error }) }
    return dead(reasonOf(error), error)
  } finally {
    clearTimeout(timer)
  }
}

/** The whole answer, or nothing where it is larger than it may be. */
async function readBody(response: Response, bytesMost: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  if (!response.body) return new Uint8Array()
  for await (const part of response.body) {
    length += part.byteLength
    if (length > bytesMost) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts, length)
}

function meaningOf(status: number): string {
  if (status === 404 || status === 410) return ', which means that nothing is there'
  if (status === 401 || status === 403) return ', which means that it does not let us in'
  return status >= 500 ? ', which means that something is broken there' : ''
}

const reasons: Partial<Record<string, string>> = {
  ENOTFOUND: 'there is no such site',
  EAI_AGAIN: 'the name of the site could not be looked up; is this computer online?',
  ECONNREFUSED: 'the server does not answer',
  ECONNRESET: 'the server hung up',
  UND_ERR_SOCKET: 'the server hung up',
  CERT_HAS_EXPIRED: 'the certificate of the site has expired',
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return reasons[code] ?? `no answer came${code === '' ? '' : ` (${code})`}`
}
