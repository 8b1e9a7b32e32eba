import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Account, type AccountOptions, openAccount } from './account.ts'
import { answerRequest, type SeenRequest, sends } from './api.ts'
import { answerControl, type Controlled } from './control-routes.ts'
import type { Answer } from './envelope.ts'
import { createFaultMix, type MixOptions } from './fault-mix.ts'
import type { Fault } from './faults.ts'
import { keys } from './keys.ts'
import type { AcceptedEmail } from './mailbox.ts'
import { type Dispatched, dispatchEvents, type SignedEvent, signedEvents, type WebhookOptions } from './webhooks.ts'

export interface ResendServerOptions extends AccountOptions {
  /** 0, the default, is any that is free. */
  port?: number
  /** Keep every request in `requests`, bodies and all: on unless a run is too long for it. */
  record?: boolean
  /** Faults at random, beside those that are scripted. */
  faults?: MixOptions
  /** Milliseconds between the work and its answer; the key is in flight meanwhile. */
  latency?: () => number
  webhooks?: WebhookOptions
}

export interface ResendServer {
  url: string
  keys: typeof keys
  /** Every request in order; stays empty without `record`. */
  requests: SeenRequest[]
  /** Everything accepted, in order; read from the store each time. */
  readonly mails: AcceptedEmail[]
  account: Account
  /** The next requests meet these, one each, in order. */
  script(...next: Fault[]): void
  /** How often each delivery was accepted, by the value of its tag. */
  accepted(tag?: string): Map<string, number>
  /** The webhooks of everything accepted after `seq`, signed at the server's time, mischief included. */
  events(seq?: number, limit?: number): SignedEvent[]
  /** Post the webhooks that were not posted yet, and again those that were not taken. */
  dispatch(): Promise<Dispatched>
  close(): Promise<void>
}

/**
 * A strict stand-in for Resend's API on 127.0.0.1: where the documentation is silent it takes the reading that is harder on
 * the sender. One subject per file beside this one.
 */
export async function startResendServer(options: ResendServerOptions = {}): Promise<ResendServer> {
  const { port: wanted = 0, record = true, latency, webhooks = {} } = options
  const account = openAccount(options)
  const requests: SeenRequest[] = []
  const scripted: Fault[] = []
  const mix = options.faults && createFaultMix(options.faults)
  let closed = false
  const control: Controlled = {
    account,
    script: (...next) => void scripted.push(...next),
    dispatch: dispatchOnce,
    statuses: {},
  }

  let dispatching: Promise<Dispatched> | undefined
  /** One at a time: two would post the same page. */
  function dispatchOnce(): Promise<Dispatched> {
    dispatching ??= dispatchEvents(account, webhooks).finally(() => {
      dispatching = undefined
    })
    return dispatching
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? '/', 'http://localhost')
    const body = Buffer.concat(chunks)
    const method = incoming.method ?? ''
    if (path.startsWith('/_test/')) return write(response, await answerControl(method, path, body, control))
    const seen: SeenRequest = { method, path, query, headers: incoming.headers, body }
    if (record) requests.push(seen)
    // By the server's clock, whatever answers: a sender compares it with its own.
    response.setHeader('date', new Date(account.clock.now()).toUTCString())
    await play(seen, response, scripted.shift() ?? mix?.(sends(seen)))
  }

  async function play(seen: SeenRequest, response: ServerResponse, fault: Fault | undefined): Promise<void> {
    const header = seen.headers['idempotency-key']
    const works = !fault || fault.accepts
    const key = works && sends(seen) && typeof header === 'string' ? header : undefined
    const original = key !== undefined && account.idempotency.open(key, account.clock.now())
    try {
      await fault?.before?.(response)
      if (closed) return
      const answer = works ? answerRequest(seen, account, original) : undefined
      const meant = String(answer?.status ?? 'lost')
      control.statuses[meant] = (control.statuses[meant] ?? 0) + 1
      if (latency) await new Promise((passed) => setTimeout(passed, latency()))
      if (fault) await fault.answer(response, answer)
      else if (answer) write(response, answer)
    } finally {
      if (original) account.idempotency.settle(key)
    }
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      response.destroy()
      // A sender that goes away while its body is read is part of the play. Anything else is the judge's own fault: loud.
      if (incoming.complete) throw error
    })
  })
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(wanted, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    keys,
    requests,
    get mails() {
      return account.mailbox.all()
    },
    account,
    script: control.script,
    accepted: (tag = 'delivery') => account.mailbox.countByTag(tag),
    events: (seq, limit) => signedEvents(account, webhooks, seq, limit),
    dispatch: dispatchOnce,
    async close() {
      closed = true
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await dispatching
      account.store.close()
    },
  }
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body)
}
