import { lookup as lookUp } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { whyOf } from './probe-page.ts'

/** What became of asking an address that readers may follow. */
export type LinkAnswer =
  | {
      kind: 'answered'
      /** Of the last address, where redirects end. */
      status: number
      /** Where it ends, if elsewhere. */
      movedTo?: string
      /** Whether every step on the way was said to be for good. */
      forGood: boolean
    }
  /** `sure`: it will not work for a reader either, as far as one can know. */
  | { kind: 'failed'; why: string; sure: boolean }

export type ProbeLink = (url: string) => Promise<LinkAnswer>

const mostRedirects = 6

// RFC 6890 and its heirs: what a stranger on the internet cannot reach, and a newsletter has no business asking.
const closed = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, bits, 'ipv4')
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(network, bits, 'ipv6')

/** A step that was not taken, with why. */
class NotAsked extends Error {}

const privateNetwork = 'it leads into a private network, where readers cannot go'

function isClosed(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/^::ffff:(?=\d+\.)/i, '')
  const family = isIP(plain)
  return family !== 0 && closed.check(plain, family === 6 ? 'ipv6' : 'ipv4')
}

interface Step {
  status: number
  location?: string
}

/**
 * Ask addresses as a stranger would, for their heads only: no cookie, no referrer, nothing of who reads. HEAD first, and
 * GET where a server does not care for it. Never throws, and always comes back.
 *
 * @param options `alsoAsk`: addresses of this computer that may be asked all the same, for tests.
 */
export function createLinkProbe({ timeoutMs = 8000, alsoAsk = [] as readonly string[] } = {}): ProbeLink {
  const isRefused = (address: string): boolean => isClosed(address) && !alsoAsk.includes(address)

  // A name of the internet may stand for an address at home, so what it stands for is looked at where it is dialled.
  const lookup: LookupFunction = (hostname, options, done) => {
    lookUp(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || first === undefined) return done(error ?? new Error('no address'), '', 0)
      if (addresses.some(({ address }) => isRefused(address))) return done(new NotAsked(privateNetwork), '', 0)
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
  }

  const ask = (url: URL, method: 'HEAD' | 'GET'): Promise<Step> =>
    new Promise((resolve, reject) => {
      if (isRefused(url.hostname)) return reject(new NotAsked(privateNetwork))
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
        method,
        agent: false,
        headers: { 'user-agent': 'wayforward (checks the links of a newsletter)', accept: '*/*' },
        lookup,
      })
      // Of the whole exchange: a server that trickles bytes would outlive a limit on silence.
      const timer = setTimeout(() => request.destroy(new Error('no answer in time')), timeoutMs)
      request.on('response', ({ statusCode = 0, headers }) => {
        resolve({ status: statusCode, ...(headers.location !== undefined && { location: headers.location }) })
        request.destroy()
      })
      request.on('error', reject)
      request.on('close', () => clearTimeout(timer))
      request.end()
    })

  const askOnce = async (url: URL): Promise<Step> => {
    const head = await ask(url, 'HEAD').catch((error: unknown) => {
      // Nothing a second try with another method would change.
      if (error instanceof NotAsked || isSure(error) || isSlow(error)) throw error
      return { status: 0 }
    })
    return head.status >= 200 && head.status < 400 ? head : ask(url, 'GET')
  }

  return async (link) => {
    if (!URL.canParse(link)) return { kind: 'failed', why: 'it is no web address', sure: true }
    let url = new URL(link)
    let forGood = true
    try {
      for (let step = 0; step <= mostRedirects; step += 1) {
        const { status, location } = await askOnce(url)
        if (status < 300 || status >= 400 || location === undefined) {
          const movedTo = url.href === new URL(link).href ? {} : { movedTo: url.href }
          return { kind: 'answered', status, forGood, ...movedTo }
        }
        forGood &&= status === 301 || status === 308
        const next = URL.canParse(location, url) ? new URL(location, url) : undefined
        if (!next || !/^https?:$/.test(next.protocol)) {
          return { kind: 'failed', why: 'it leads on to what is no web address', sure: true }
        }
        url = next
      }
      return { kind: 'failed', why: 'it leads on and on and never arrives', sure: true }
    } catch (error) {
      const why = codeOf(error).startsWith('HPE_') ? 'what it answers is not how web servers answer' : whyOf(error)
      return { kind: 'failed', why, sure: error instanceof NotAsked || isSure(error) }
    }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/**
 * The name is not there, nothing listens, or its certificate is wrong: so it is for everybody. A certificate without
 * the one above it is not counted, as browsers fetch that themselves.
 */
function isSure(error: unknown): boolean {
  return /^(ENOTFOUND|ECONNREFUSED|CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED)/.test(codeOf(error))
}

function isSlow(error: unknown): boolean {
  return error instanceof Error && error.message === 'no answer in time'
}
