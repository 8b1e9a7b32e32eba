import type { ServerResponse } from 'node:http'
import { type Answer, apiError } from './envelope.ts'

/**
 * One scripted misfortune, spent on one request. `accepts` says whether the server does its work before things go wrong:
 * that is what the sender cannot see.
 */
export interface Fault {
  accepts: boolean
  /** Passes before the server does its work; the request's idempotency key is in flight already. */
  before?(response: ServerResponse): void | Promise<void>
  /** Writes whatever the sender gets to see. */
  answer(response: ServerResponse, proper: Answer | undefined): void | Promise<void>
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body)
}

function drop(response: ServerResponse): void {
  response.destroy()
}

/** Ends early when the connection does. */
function pause(ms: number, response?: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      response?.off('close', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    response?.once('close', end)
  })
}

const html = { 'content-type': 'text/html' }

export const faults = {
  dropBeforeAccepting: (): Fault => ({ accepts: false, answer: drop }),
  acceptThenDrop: (): Fault => ({ accepts: true, answer: drop }),
  /** Nothing is answered; after `forMs` the connection breaks, without it never. */
  hang: ({ accepts = false, forMs = Number.POSITIVE_INFINITY } = {}): Fault => ({
    accepts,
    async answer(response) {
      if (forMs === Number.POSITIVE_INFINITY) return
      await pause(forMs, response)
      drop(response)
    },
  }),
  /** The connection breaks at once; the server does its work all the same, only later. */
  acceptLate: ({ afterMs = 200, until }: { afterMs?: number; until?: Promise<void> } = {}): Fault => ({
    accepts: true,
    async before(response) {
      drop(response)
      await (until ?? pause(afterMs))
    },
    answer: () => {},
  }),
  /** 200 and then a byte now and then: it is never quiet and never ends, until `forMs` break it off. */
  slowDrip: ({ accepts = true, everyMs = 20, forMs = Number.POSITIVE_INFINITY } = {}): Fault => ({
    accepts,
    async answer(response, proper) {
      const body = proper?.body ?? ' '
      response.writeHead(200, { ...proper?.headers, 'content-length': String(2 ** 20) })
      const ends = Date.now() + forMs
      for (let byte = 0; !response.destroyed && Date.now() < ends; byte += 1) {
        response.write(body[byte] ?? ' ')
        await pause(everyMs, response)
      }
      drop(response)
    },
  }),
  /** Status and headers arrive, then half of the body, then nothing more: the connection breaks. */
  breakInsideBody: (): Fault => ({
    accepts: true,
    async answer(response, proper) {
      const body = proper?.body ?? ''
      response.writeHead(200, { ...proper?.headers, 'content-length': String(body.length) })
      await new Promise<void>((sent) => response.write(body.slice(0, body.length / 2), () => sent()))
      response.destroy()
    },
  }),
  /** A whole answer by HTTP's rules whose JSON stops half way. */
  truncated200: (): Fault => answering(200, (proper) => proper.slice(0, proper.length / 2), { accepts: true }),
  empty200: (): Fault => answering(200, () => '', { accepts: true }),
  html200: (): Fault => answering(200, () => '<html><body>Welcome</body></html>', { accepts: true, headers: html }),
  badGateway: ({ accepts = true } = {}): Fault =>
    answering(502, () => '<html><body>502 Bad Gateway</body></html>', { accepts, headers: html }),
  null500: (): Fault => answering(500, () => 'null', { accepts: true }),
  serverError: ({ accepts = false } = {}): Fault =>
    answering(500, () => JSON.stringify({ statusCode: 500, name: 'internal_server_error', message: 'As scripted.' }), {
      accepts,
    }),
  /** As if the same key were being worked on; whether it is, is what the sender cannot see. */
  inFlight: ({ accepts = false } = {}): Fault =>
    answering(
      409,
      () => JSON.stringify({ statusCode: 409, name: 'concurrent_idempotent_requests', message: 'As scripted.' }),
      { accepts },
    ),
  /** Any body the caller wants to see misread. */
  body: (status: number, value: unknown, { accepts = true, headers = {} as Record<string, string> } = {}): Fault =>
    answering(status, () => JSON.stringify(value), { accepts, headers }),
  error: (status: number, name: string, message = 'As scripted.', headers: Record<string, string> = {}): Fault => ({
    accepts: false,
    answer: (response) => write(response, apiError(status, name, message, headers)),
  }),
  redirect: (status: number, location: string): Fault => ({
    accepts: false,
    answer: (response) => write(response, { status, headers: { location }, body: '' }),
  }),
  tooManyRequests: (headers: Record<string, string>): Fault =>
    faults.error(429, 'rate_limit_exceeded', 'Slow.', headers),
  /** Answers properly, but only when `until` resolves: the time in which the same key is in flight. */
  slow: (until: Promise<void>): Fault => ({
    accepts: true,
    async answer(response, proper) {
      await until
      if (proper) write(response, proper)
    },
  }),
}

function answering(
  status: number,
  bodyOf: (proper: string) => string,
  { accepts, headers = {} }: { accepts: boolean; headers?: Record<string, string> },
): Fault {
  return {
    accepts,
    answer: (response, proper) => {
      const type = { 'content-type': 'application/json' }
      write(response, { status, headers: { ...type, ...headers }, body: bodyOf(proper?.body ?? '') })
    },
  }
}
