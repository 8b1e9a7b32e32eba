import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Hints, Provider } from '../../../src/delivery/provider.ts'
import { Problem } from '../../../src/problem/problem.ts'
import { readFetchError } from '../../../src/provider/resend/exchange.ts'
import { readHints } from '../../../src/provider/resend/read-hints.ts'
import { createResendProvider } from '../../../src/provider/resend/resend-provider.ts'
import { idsOf } from '../../contract/provider.ts'
import { type Fault, faults } from '../../resend/faults.ts'
import { type ResendServer, startResendServer } from '../../resend/server.ts'
import { batchOf, keyOf, sampleMessages } from '../sample-batch.ts'

let server: ResendServer
let provider: Provider
const start = Date.UTC(2024, 3, 2, 12)

const connect = (change: Partial<Parameters<typeof createResendProvider>[0]> = {}): Provider =>
  createResendProvider({ apiKey: server.keys.sending, baseUrl: server.url, now: () => start, ...change })

beforeEach(async () => {
  server = await startResendServer({ now: () => start })
  provider = connect()
})
afterEach(() => server.close())

const three = batchOf(keyOf(1), sampleMessages(3))

describe('an answer that cannot be trusted is unknown, and the same key finds out', () => {
  it.each<[string, Fault, number | null]>([
    ['the connection drops after accepting', faults.acceptThenDrop(), null],
    ['the connection drops inside the answer', faults.breakInsideBody(), 200],
    ['a proxy answers 502 after accepting', faults.badGateway(), 502],
    ['200 with half of the JSON', faults.truncated200(), 200],
    ['200 with nothing', faults.empty200(), 200],
    ['200 with a web page', faults.html200(), 200],
    ['500 with the body null', faults.null500(), 500],
    ['500 with a JSON string', faults.body(500, 'oops'), 500],
    ["500 with a proxy's own error object", faults.body(500, { error: { code: 'EDGE' } }), 500],
    ["500 in Resend's own form", faults.body(500, { statusCode: 500, name: 'application_error', message: 'x' }), 500],
    [
      '503 in the form of a refusal',
      faults.body(503, { statusCode: 422, name: 'validation_error', message: 'x' }),
      503,
    ],
    ['422 from a proxy', faults.body(422, { error: 'nope' }), 422],
    [
      '422 whose body names another status',
      faults.body(422, { statusCode: 500, name: 'validation_error', message: 'x' }),
      422,
    ],
    ['a 4xx nobody has documented', faults.body(418, { statusCode: 418, name: 'teapot', message: 'x' }), 418],
    ['200 with fewer ids', faults.body(200, { data: [{ id: 'a' }, { id: 'b' }] }), 200],
    ['200 with the same id twice', faults.body(200, { data: [{ id: 'a' }, { id: 'b' }, { id: 'a' }] }), 200],
    ['200 with an id too many', faults.body(200, { data: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'a' }] }), 200],
    ['200 with an id that is no string', faults.body(200, { data: [{ id: 'a' }, { id: 'b' }, { id: 3 }] }), 200],
    ['200 with an empty id', faults.body(200, { data: [{ id: 'a' }, { id: 'b' }, { id: '' }] }), 200],
    [
      '200 with ids of a permissive batch',
      faults.body(200, { data: [{ id: 'a' }, { id: 'b' }, { id: 'c' }], errors: [] }),
      200,
    ],
    ['200 with an error', faults.body(200, { statusCode: 422, name: 'validation_error', message: 'x' }), 200],
    ['200 with null', faults.body(200, null), 200],
  ])('%s', async (_, fault, status) => {
    server.script(fault)
    expect(await provider.submit(three)).toMatchObject({ kind: 'unknown', reached: true, status })
    expect(idsOf(await provider.submit(three))).toEqual(server.mails.map(({ id }) => id))
    expect([...server.accepted().values()]).toEqual([1, 1, 1])
  })

  it('does not wait for ever', async () => {
    server.script(faults.hang({ accepts: true }))
    const outcome = await connect({ timeoutMs: 50 }).submit(three)
    expect(outcome).toMatchObject({
      kind: 'unknown',
      reached: true,
      status: null,
      message: expect.stringMatching('in time'),
    })
    expect(idsOf(await provider.submit(three))).toHaveLength(3)
    expect([...server.accepted().values()]).toEqual([1, 1, 1])
  })

  it('stops when it is told to', async () => {
    server.script(faults.hang())
    const controller = new AbortController()
    const submitted = provider.submit({ ...three, signal: controller.signal })
    while (server.requests.length === 0) await new Promise((next) => setImmediate(next))
    controller.abort()
    expect(await submitted).toMatchObject({ kind: 'unknown', reached: true, status: null })
  })

  it.each([
    301, 302, 307, 308,
  ])('never follows a redirect (%i), which would post the key to a stranger', async (status) => {
    const stranger = await startResendServer()
    server.script(faults.redirect(status, `${stranger.url}/emails/batch`))
    expect(await provider.submit(three)).toMatchObject({ kind: 'unknown', reached: true, status })
    expect(stranger.requests).toHaveLength(0)
    expect(server.requests).toHaveLength(1)
    await stranger.close()
  })
})

describe('a connection that was never made', () => {
  it('is known as such when nothing listens', async () => {
    const placeholder = createServer()
    await new Promise<void>((listening) => placeholder.listen(0, '127.0.0.1', listening))
    const { port } = placeholder.address() as AddressInfo
    await new Promise((closed) => placeholder.close(closed))
    for (const host of ['127.0.0.1', 'localhost']) {
      const outcome = await connect({ baseUrl: `http://${host}:${port}` }).submit(three)
      expect(outcome).toMatchObject({
        kind: 'unknown',
        reached: false,
        status: null,
        message: expect.stringMatching('ECONNREFUSED'),
      })
    }
  })

  // Made here, as fetch wraps them: looking up a name in a test would leave the machine.
  it.each<[string, object, boolean]>([
    ['the name does not exist', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, false],
    ['no name server answers', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, false],
    ['nothing answers the connect', { code: 'UND_ERR_CONNECT_TIMEOUT' }, false],
    ['the connection is reset', { code: 'ECONNRESET', syscall: 'read' }, true],
    ['the other side closes', { code: 'UND_ERR_SOCKET' }, true],
    ['the network goes away under a request', { code: 'EHOSTUNREACH', syscall: 'write' }, true],
  ])('is told from a broken one: %s', (_, cause, reached) => {
    const error = new TypeError('fetch failed', { cause: Object.assign(new Error('x'), cause) })
    expect(readFetchError(error).reached).toBe(reached)
  })
})

describe('a definitive refusal says whose fault it is', () => {
  it.each<[number, string, string]>([
    [422, 'validation_error', 'message'],
    [400, 'validation_error', 'message'],
    [422, 'missing_required_field', 'message'],
    [403, 'validation_error', 'account'],
    [401, 'missing_api_key', 'account'],
    [401, 'restricted_api_key', 'account'],
    [403, 'invalid_api_key', 'account'],
    [422, 'invalid_from_address', 'account'],
    [429, 'daily_quota_exceeded', 'account'],
    [429, 'monthly_quota_exceeded', 'account'],
    [409, 'invalid_idempotent_request', 'protocol'],
    [400, 'invalid_idempotency_key', 'protocol'],
  ])('%i %s is the fault of the %s', async (status, error, scope) => {
    server.script(faults.error(status, error))
    expect(await provider.submit(three)).toMatchObject({
      kind: 'refused',
      scope,
      status,
      error,
      message: 'As scripted.',
    })
  })

  it('meets the real thing: a revoked key, a used-up quota', async () => {
    expect(await connect({ apiKey: server.keys.revoked }).submit(three)).toMatchObject({
      scope: 'account',
      status: 403,
    })
    const poor = await startResendServer({ quota: { daily: 2 } })
    const outcome = await connect({ baseUrl: poor.url }).submit(three)
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'account', error: 'daily_quota_exceeded' })
    expect(poor.mails).toHaveLength(0)
    await poor.close()
  })

  it('quotes neither address nor name nor key, wherever the answer puts them', async () => {
    const said = [
      'Invalid `to` field: Ana Reyes <ana.reyes+news@example.org>',
      'refused "ana reyes"@example.org and ana%40example.org',
      'key re_abc123_secret, Authorization: Bearer re_abc123',
      'người@example.org\r\nnext line',
    ].join(' | ')
    server.script(faults.error(422, 'validation_error', said))
    const outcome = JSON.stringify(await provider.submit(three))
    expect(outcome).toContain('Invalid `to` field')
    expect(outcome).not.toMatch(/ana|reyes|người|example\.org|abc123|\\r|\\n/i)
  })
})

describe('later', () => {
  it.each<[string, Record<string, string>, number]>([
    ['seconds', { 'retry-after': '3' }, 3000],
    ['a date', { 'retry-after': new Date(start + 90_000).toUTCString() }, 90_000],
    ['a date that has passed', { 'retry-after': new Date(start - 90_000).toUTCString() }, 200],
    ['the reset of the limit', { 'ratelimit-reset': '2' }, 2000],
    ['retry-after before the reset', { 'retry-after': '1', 'ratelimit-reset': '9' }, 1000],
    ['nothing', {}, 1000],
    ['nonsense', { 'retry-after': 'soon' }, 1000],
    ['a year', { 'retry-after': '31536000' }, 3_600_000],
  ])('reads how long to wait from %s', async (_, headers, retryAfterMs) => {
    server.script(faults.tooManyRequests(headers))
    expect(await provider.submit(three)).toMatchObject({ kind: 'later', retryAfterMs, error: 'rate_limit_exceeded' })
  })

  it('waits as well when a proxy says it, which proves nothing about what is behind the proxy', async () => {
    server.script(faults.body(429, { error: 'slow down' }, { headers: { 'retry-after': '30' } }))
    expect(await provider.submit(three)).toMatchObject({ kind: 'later', retryAfterMs: 30_000, unproven: true })
  })

  it('waits while the same key is in flight', async () => {
    let release = (): void => {}
    server.script(faults.slow(new Promise((resolve) => (release = resolve))))
    const first = provider.submit(three)
    while (server.requests.length === 0) await new Promise((next) => setImmediate(next))
    expect(await provider.submit(three)).toMatchObject({ kind: 'later', error: 'concurrent_idempotent_requests' })
    release()
    expect(idsOf(await first)).toHaveLength(3)
  })
})

describe('hints', () => {
  it('come with every answer: the limit, its window, what is left, and the time there', async () => {
    const limited = await startResendServer({ now: () => start, requestsPerSecond: 10 })
    const to = connect({ baseUrl: limited.url })
    const hints = { limit: 10, windowMs: 1000, remaining: 9, resetMs: 1000, serverTime: start }
    expect(await to.submit(three)).toMatchObject({ kind: 'accepted', hints })
    const refused = await to.submit(batchOf(keyOf(1), sampleMessages(2)))
    expect(refused).toMatchObject({ kind: 'refused', hints: { ...hints, remaining: 8 } })
    await limited.close()
  })

  it.each<[string, Record<string, string>, Hints | undefined]>([
    ['nothing', {}, undefined],
    ['a policy alone', { 'ratelimit-policy': '100;w=60' }, { limit: 100, windowMs: 60_000 }],
    ['a limit alone', { 'ratelimit-limit': '5' }, { limit: 5 }],
    ['none left', { 'ratelimit-remaining': '0', 'ratelimit-reset': '0' }, { remaining: 0, resetMs: 0 }],
    [
      'nonsense',
      { 'ratelimit-limit': 'many', 'ratelimit-policy': 'w', 'ratelimit-reset': 'soon', date: 'x' },
      undefined,
    ],
    ['no limit that can be kept', { 'ratelimit-limit': '0', 'ratelimit-policy': '0;w=0' }, undefined],
    ['less than nothing', { 'ratelimit-limit': '-2', 'ratelimit-remaining': '-1' }, undefined],
    ['more than can be', { 'ratelimit-limit': '99999999999999', 'ratelimit-remaining': '1e9' }, undefined],
  ])('are read from headers that say %s', (_, headers, hints) => {
    expect(readHints(headers)).toEqual(hints)
  })
})

describe('settings', () => {
  const problemOf = (make: () => unknown): string | undefined => {
    try {
      make()
    } catch (error) {
      return error instanceof Problem ? error.code : String(error)
    }
    return undefined
  }

  it.each(['', '  ', 're_a b', 're_ơ'])('says that the key "%s" is none, without repeating it', (apiKey) => {
    expect(problemOf(() => connect({ apiKey }))).toBe('resend_key_invalid')
  })

  it('names the key for reading when that one is none', () => {
    expect(() => connect({ readKey: 're a' })).toThrow('RESEND_READ_KEY')
  })

  it.each(['api.resend.com', 'ftp://api.resend.com', 'http://api.resend.com'])('refuses the base URL %s', (baseUrl) => {
    expect(problemOf(() => connect({ baseUrl }))).toBe('resend_base_url_invalid')
  })

  it('bears a slash at the end of the base URL', async () => {
    expect(idsOf(await connect({ baseUrl: `${server.url}/` }).submit(three))).toHaveLength(3)
  })

  it('takes nothing from the environment by itself', async () => {
    process.env.RESEND_BASE_URL = 'http://127.0.0.1:1'
    process.env.RESEND_USER_AGENT = 'someone-else'
    try {
      idsOf(await connect().submit(three))
    } finally {
      delete process.env.RESEND_BASE_URL
      delete process.env.RESEND_USER_AGENT
    }
    expect(server.requests[0]?.headers['user-agent']).toMatch(/^wayforward/)
  })
})
