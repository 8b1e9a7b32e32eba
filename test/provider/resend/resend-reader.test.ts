import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ProviderReader } from '../../../src/delivery/provider-reader.ts'
import { createResendProvider } from '../../../src/provider/resend/resend-provider.ts'
import { createResendReader } from '../../../src/provider/resend/resend-reader.ts'
import { heardOf, idsOf } from '../../contract/provider.ts'
import { VirtualClock } from '../../delivery/virtual-clock.ts'
import { faults } from '../../resend/faults.ts'
import { type ResendServer, startResendServer } from '../../resend/server.ts'
import { batchOf, keyOf, sampleMessages } from '../sample-batch.ts'

const start = Date.UTC(2024, 3, 2, 12)
let server: ResendServer
let reader: ProviderReader
let slept: number[]

/** Waits take no time here; how long they would have been is noted. */
class HastyClock extends VirtualClock {
  override async sleep(ms: number): Promise<void> {
    slept.push(ms)
    const passed = super.sleep(ms)
    await this.run(passed)
  }
}

const connect = (change: Partial<Parameters<typeof createResendReader>[0]> = {}): ProviderReader =>
  createResendReader({
    readKey: server.keys.full,
    baseUrl: server.url,
    now: () => start,
    clock: new HastyClock(start),
    ...change,
  })

beforeEach(async () => {
  slept = []
  server = await startResendServer({
    now: () => start,
    quota: { daily: 1000, monthly: 5000 },
    domains: [
      { name: 'example.org', clickTracking: true },
      { name: 'news.example.org' },
      { name: 'open.example.net', openTracking: true },
    ],
  })
  reader = connect()
})
afterEach(() => server.close())

async function submitted(count: number, batch = 1): Promise<string[]> {
  const provider = createResendProvider({ apiKey: server.keys.sending, baseUrl: server.url, now: () => start })
  return idsOf(await provider.submit(batchOf(keyOf(batch), sampleMessages(count))))
}

describe('the listing', () => {
  it('is read page by page, each e-mail once, with when it was accepted', async () => {
    const ids = [...(await submitted(100, 1)), ...(await submitted(100, 2)), ...(await submitted(5, 3))]
    const seen: string[] = []
    let after: string | undefined
    for (let more = true; more; ) {
      const page = heardOf(await reader.emails(after))
      seen.push(...page.emails.map(({ id }) => id))
      for (const { at } of page.emails) expect(Math.abs(at - start)).toBeLessThan(2000)
      after = page.emails.at(-1)?.id
      more = page.more
    }
    expect(seen.sort()).toEqual(ids.sort())
  })

  it('says what time it is there', async () => {
    expect(await reader.emails()).toMatchObject({ kind: 'read', serverTime: start, value: { emails: [], more: false } })
  })

  it('bears the forms a listing may have: times of PostgreSQL, a name before an address, no subject', async () => {
    const data = [
      { id: 'a', created_at: '2023-04-03 22:13:42.674981+00', to: 'Ana <ana@example.org>', subject: null },
      { id: 'b', created_at: '2023-04-04T00:13:42.5+02:00', to: ['bao@example.org'], subject: 'x' },
      { id: 'c', created_at: '2023-04-03T22:13:42Z', to: [], subject: 'x', last_event: 'queued' },
    ]
    server.script(faults.body(200, { object: 'list', has_more: false, data }))
    const at = Date.UTC(2023, 3, 3, 22, 13, 42)
    expect(heardOf(await reader.emails()).emails).toEqual([
      { id: 'a', at: at + 674, to: ['ana@example.org'], subject: '' },
      { id: 'b', at: at + 500, to: ['bao@example.org'], subject: 'x' },
      { id: 'c', at, to: [], subject: 'x' },
    ])
  })
})

describe('what is not an answer is a failure, never an empty one', () => {
  const email = { id: 'a', created_at: '2023-04-03 22:13:42+00', to: ['ana@example.org'], subject: 'x' }
  it.each<[string, unknown]>([
    ['null', null],
    ['no data', { object: 'list', has_more: false }],
    ['no word on more', { object: 'list', data: [] }],
    ['an e-mail without an id', { has_more: false, data: [{ ...email, id: undefined }] }],
    ['an e-mail without a time', { has_more: false, data: [{ ...email, created_at: undefined }] }],
    ['a time that is none', { has_more: false, data: [{ ...email, created_at: 'yesterday' }] }],
    ['an e-mail to nobody knows whom', { has_more: false, data: [{ ...email, to: null }] }],
  ])('a page with %s', async (_, body) => {
    server.script(faults.body(200, body))
    expect(await reader.emails()).toMatchObject({ kind: 'failed', reason: expect.stringMatching('form') })
  })

  it('an e-mail that is not there, or is another one', async () => {
    const [id = ''] = await submitted(1)
    expect(heardOf(await reader.tags(id))).toHaveProperty('delivery')
    expect(await reader.tags('00000000-0000-4000-8000-000000000000')).toMatchObject({ kind: 'failed' })
    expect(await reader.tags('../domains')).toMatchObject({ kind: 'failed' })
    server.script(faults.body(200, { object: 'email', id: 'another', tags: [] }))
    expect(await reader.tags(id)).toMatchObject({ kind: 'failed' })
  })

  it.each(['sending', 'revoked'] as const)('a key that is %s', async (key) => {
    const reading = await connect({ readKey: server.keys[key] }).emails()
    expect(reading).toMatchObject({ kind: 'failed', reason: expect.stringMatching('RESEND_READ_KEY') })
    expect(server.requests).toHaveLength(1)
  })

  it('nobody there', async () => {
    const gone = await startResendServer()
    await gone.close()
    const reading = await connect({ baseUrl: gone.url }).emails()
    expect(reading).toMatchObject({ kind: 'failed', reason: expect.stringMatching('could not be reached') })
  })

  it('a server that never answers', async () => {
    server.script(faults.hang(), faults.hang(), faults.hang(), faults.hang())
    expect(await connect({ timeoutMs: 30 }).quota()).toMatchObject({ kind: 'failed' })
  })
})

describe('asking again', () => {
  it.each([
    ['too many requests', faults.tooManyRequests({ 'retry-after': '3' })],
    ['a bad gateway', faults.error(502, 'application_error')],
    ['half an answer', faults.truncated200()],
    ['a broken connection', faults.acceptThenDrop()],
  ])('after %s', async (_, fault) => {
    await submitted(1)
    server.script(fault, fault)
    expect(heardOf(await reader.emails()).emails).toHaveLength(1)
  })

  it('not for ever, and not at all where the wait is an hour', async () => {
    server.script(...Array.from({ length: 9 }, () => faults.error(500, 'internal_server_error')))
    expect(await reader.emails()).toMatchObject({ kind: 'failed', reason: expect.stringMatching('500') })
    expect(server.requests).toHaveLength(4)
    await server.close()
    server = await startResendServer({ now: () => start })
    server.script(faults.tooManyRequests({ 'retry-after': '3600' }))
    expect(await connect().emails()).toMatchObject({ kind: 'failed' })
    expect(server.requests).toHaveLength(1)
  })

  it('at the pace of the account', async () => {
    const clock = new HastyClock(start)
    const slow = await startResendServer({ now: () => clock.now(), requestsPerSecond: 2 })
    const calm = connect({ baseUrl: slow.url, clock, now: () => clock.now() })
    for (let request = 0; request < 10; request += 1) heardOf(await calm.emails())
    expect(slow.requests).toHaveLength(10)
    expect(clock.now() - start).toBeGreaterThanOrEqual(4000)
    await slow.close()
  })
})

describe('the sending domain', () => {
  it.each([
    ['news.example.org', { name: 'news.example.org', openTracking: false, clickTracking: false }],
    ['NEWS.example.org', { name: 'news.example.org', openTracking: false, clickTracking: false }],
    ['mail.example.org', { name: 'example.org', openTracking: false, clickTracking: true }],
    ['open.example.net', { name: 'open.example.net', openTracking: true, clickTracking: false }],
    ['notexample.org', null],
    ['example.net', null],
  ])('%s is found by its name or the nearest parent', async (name, domain) => {
    expect(heardOf(await reader.domain(name))).toEqual(domain)
  })

  it('is asked for by itself where the listing says nothing of tracking', async () => {
    const [listed] = server.account.domains.list().filter(({ name }) => name === 'open.example.net')
    const data = [{ id: listed?.id, name: 'open.example.net' }]
    server.script(faults.body(200, { object: 'list', has_more: false, data }))
    expect(heardOf(await reader.domain('open.example.net'))).toMatchObject({ openTracking: true })
  })

  it('is unknown, not free of tracking, where nothing says so', async () => {
    const data = [{ id: 'd', name: 'example.org' }]
    server.script(faults.body(200, { data }), faults.body(200, { id: 'd', name: 'example.org', open_tracking: false }))
    expect(await reader.domain('example.org')).toMatchObject({ kind: 'failed' })
  })
})

describe('the quota', () => {
  it('says limit and use', async () => {
    await submitted(7)
    expect(heardOf(await reader.quota())).toEqual({
      daily: { limit: 1000, used: 7 },
      monthly: { limit: 5000, used: 7 },
    })
  })

  it('has no day where no day is limited', async () => {
    const month = { used: 3, limit: 50_000 }
    server.script(faults.body(200, { emails: { daily: { used: 3, limit: null }, monthly: month } }))
    expect(heardOf(await reader.quota())).toEqual({ monthly: month })
  })
})
