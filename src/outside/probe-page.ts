/** What an address answered by itself: a redirect is an answer, not followed. */
export type Probe =
  | {
      kind: 'answered'
      status: number
      /** Lower-case names. */
      headers: Record<string, string>
      /** The first 64 KB. */
      text: string
      /** The server's clock by its `Date` header, epoch milliseconds, and ours in the middle of the exchange. */
      serverTime?: number
      askedAt: number
    }
  | { kind: 'failed'; why: string }

export interface ProbeRequest {
  method?: 'GET' | 'POST'
  /** Sent as a form (application/x-www-form-urlencoded). */
  form?: Record<string, string>
}

export type ProbePage = (url: string, request?: ProbeRequest) => Promise<Probe>

const bytesMost = 64 * 1024

/** Ask an address once, as a stranger would. Never throws, and always comes back. */
export function createProbe({ timeoutMs = 4500, now = Date.now } = {}): ProbePage {
  return async (url, { method = 'GET', form } = {}) => {
    // Held here and not AbortSignal.timeout: on Node 20 that may be collected before it fires.
    const controller = new AbortController()
    const timer = setTimeout(() => controller.abort(), timeoutMs)
    const began = now()
    try {
      const response = await fetch(url, {
        method,
        redirect: 'manual',
        signal: controller.signal,
        headers: { 'user-agent': 'wayforward', accept: '*/*' },
        ...(form && { body: new URLSearchParams(form) }),
      })
      const askedAt = (began + now()) / 2
      const serverTime = Date.parse(response.headers.get('date') ?? '')
      return {
        kind: 'answered',
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await readStart(response),
        askedAt,
        ...(!Number.isNaN(serverTime) && { serverTime }),
      }
    } catch (error) {
      return { kind: 'failed', why: controller.signal.aborted ? 'no answer in time' : whyOf(error) }
    } finally {
      clearTimeout(timer)
    }
  }
}

/** What is longer than a page of ours is not read to its end. */
async function readStart(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes >= bytesMost) break
  }
  return Buffer.concat(chunks).subarray(0, bytesMost).toString('utf8')
}

const reasons: Record<string, string> = {
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection broke off',
  EHOSTUNREACH: 'it cannot be reached from here',
  ENETUNREACH: 'it cannot be reached from here',
  UND_ERR_CONNECT_TIMEOUT: 'no answer in time',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate comes without the one that vouches for it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

/** Why an address did not answer, in words that go on a sentence; a code where there are none. */
export function whyOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  if (code !== undefined) return reasons[code] ?? code
  return cause instanceof Error ? cause.message : 'no answer'
}
