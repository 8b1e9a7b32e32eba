import type { ServerResponse } from 'node:http'
import { type Answer, apiError } from './envelope.ts'

/**
 * One scripted misfortune, spent on one request. `accepts` says whether the server does its work before things go wrong:
 * that is what the sender cannot see.
 */
export interface Fault {
  accepts: boolean
  /** Writes whatever the sender gets to see. */
  answer(response: ServerResponse, proper: Answer | undefined): void | Promise<void>
}

function write(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body)
}

function drop(response: ServerResponse): void {
  response.destroy()
}

const html = { 'content-type': 'text/html' }

export const faults = {
  dropBeforeAccepting: (): Fault => ({ accepts: false, answer: drop }),
  acceptThenDrop: (): Fault => ({ accepts: true, answer: drop }),
  hang: ({ accepts = false } = {}): Fault => ({ accepts, answer: () => {} }),
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
