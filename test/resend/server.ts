import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, apiError } from './envelope.ts'
import type { Fault } from './faults.ts'
import { IdempotencyKeys } from './idempotency.ts'
import { keys, refuseCaller } from './keys.ts'
import { Quota, RateLimit } from './limits.ts'
import { type AcceptedEmail, Mailbox } from './mailbox.ts'
import { type Sending, sendBatch, sendOne } from './send-routes.ts'

interface ResendServerOptions {
  /** Epoch milliseconds: ages idempotency keys and refills the rate limit. */
  now?: () => number
  /** See address-rules.ts: the real API does, our samples need it off. */
  refuseReservedDomains?: boolean
  requestsPerSecond?: number
  quota?: { daily?: number; monthly?: number }
}

/** One request as it arrived, whatever became of it. */
interface SeenRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: Buffer
}

export interface ResendServer {
  url: string
  keys: typeof keys
  requests: SeenRequest[]
  mails: AcceptedEmail[]
  /** The next requests meet these, one each, in order. */
  script(...next: Fault[]): void
  /** How often each delivery was accepted, by the value of its tag. */
  accepted(tag?: string): Map<string, number>
  close(): Promise<void>
}

const sendPaths = ['/emails', '/emails/batch']

/**
 * A strict stand-in for Resend's API on 127.0.0.1, in memory: where the documentation is silent it takes the reading that is
 * harder on the sender. One subject per file beside this one.
 */
export async function startResendServer(options: ResendServerOptions = {}): Promise<ResendServer> {
  const { now = Date.now, refuseReservedDomains = false, requestsPerSecond = 1000 } = options
  const mailbox = new Mailbox()
  const quota = new Quota(options.quota ?? {})
  const idempotency = new IdempotencyKeys()
  const rateLimit = new RateLimit(requestsPerSecond, now())
  const requests: SeenRequest[] = []
  const scripted: Fault[] = []

  /** Everything the API does, from the caller's key to the answer; `opened` is the idempotency key it began. */
  function work({ method, path, headers, body }: SeenRequest): { answer: Answer; opened?: string } {
    const rate = rateLimit.take(now())
    const refusal = refuseCaller(headers, sendPaths.includes(path)) ?? rate.refusal ?? refuseRoute()
    const done: { answer: Answer; opened?: string } = refusal ? { answer: refusal } : sendOnce()
    const { answer } = done
    return { ...done, answer: { ...answer, headers: { ...answer.headers, ...rate.headers, ...quota.headers() } } }

    function refuseRoute(): Answer | undefined {
      if (!sendPaths.includes(path)) return apiError(404, 'not_found', 'The requested endpoint does not exist.')
      if (method !== 'POST') return apiError(405, 'method_not_allowed', `${method} is not allowed.`)
      if (/^application\/json\b/i.test(headers['content-type'] ?? '')) return undefined
      return apiError(422, 'validation_error', 'The request must have the content type application/json.')
    }

    function sendOnce(): { answer: Answer; opened?: string } {
      const key = headers['idempotency-key']
      if (typeof key !== 'string') return { answer: send() }
      const { answer, first } = idempotency.once(key, path, body, now(), send)
      return { answer, opened: first ? key : undefined }
    }

    function send(): Answer {
      const sending: Sending = { mailbox, quota, refuseReservedDomains, now: now() }
      if (path === '/emails') return sendOne(body, sending)
      return sendBatch(body, headers['x-batch-validation'] === 'permissive', sending)
    }
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { pathname } = new URL(incoming.url ?? '/', 'http://localhost')
    const seen = {
      method: incoming.method ?? '',
      path: pathname,
      headers: incoming.headers,
      body: Buffer.concat(chunks),
    }
    requests.push(seen)
    const fault = scripted.shift()
    const done = !fault || fault.accepts ? work(seen) : undefined
    try {
      if (fault) await fault.answer(response, done?.answer)
      else if (done) response.writeHead(done.answer.status, done.answer.headers).end(done.answer.body)
    } finally {
      if (done?.opened) idempotency.settle(done.opened)
    }
  }

  const server = createServer((incoming, response) => {
    // A sender that goes away while its body is read is part of the play.
    handle(incoming, response).catch(() => response.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    keys,
    requests,
    mails: mailbox.accepted,
    script: (...next) => void scripted.push(...next),
    accepted: (tag = 'delivery') => mailbox.countByTag(tag),
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}
