import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleMessage } from '../provider/sample-batch.ts'
import { ask } from './ask.ts'
import { type ResendServer, startResendServer } from './server.ts'

const hour = 3_600_000
let server: ResendServer
let sdk: Resend
const clock = { now: 0 }
beforeEach(async () => {
  clock.now = Date.UTC(2024, 3, 2)
  server = await startResendServer({ now: () => clock.now, listingDelayMs: hour, quota: { daily: 40 } })
  sdk = new Resend(server.keys.full, { baseUrl: server.url })
})
afterEach(() => server.close())

/** One e-mail a minute; their subjects count from 1. */
async function sendMany(count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const body = sampleMessage(number, { subject: `Mail ${number}` })
    expect((await ask(server.url, 'POST', '/emails', { body })).status).toBe(200)
    clock.now += 60_000
  }
}

const subjects = (page: { data: { data: { subject: string }[] } | null }): string[] =>
  page.data?.data.map(({ subject }) => subject.replace('Mail ', '')) ?? []

describe('the listing', () => {
  it('pages backwards in time and back again, without gap or overlap, and says whether there is more', async () => {
    await sendMany(25)
    clock.now += hour
    const first = await sdk.emails.list()
    expect(subjects(first)).toEqual(Array.from({ length: 20 }, (_, index) => String(25 - index)))
    expect(first.data?.has_more).toBe(true)
    const last = first.data?.data.at(-1)?.id ?? ''
    const second = await sdk.emails.list({ after: last, limit: 5 })
    expect(subjects(second)).toEqual(['5', '4', '3', '2', '1'])
    expect(second.data?.has_more).toBe(false)
    const back = await sdk.emails.list({ before: last, limit: 4 })
    expect(subjects(back)).toEqual(['10', '9', '8', '7'])
    expect(back.data?.has_more).toBe(true)
    expect(subjects(await sdk.emails.list({ before: back.data?.data[0]?.id ?? '', limit: 100 }))).toHaveLength(15)
  })

  it('shows an e-mail only after its delay, and for 30 days', async () => {
    await sendMany(2)
    clock.now += hour - 60_001
    expect(subjects(await sdk.emails.list())).toEqual(['1'])
    clock.now += 60_001
    expect(subjects(await sdk.emails.list())).toEqual(['2', '1'])
    const id = server.mails[0]?.id ?? ''
    clock.now += 30 * 24 * hour - hour - 60_000
    expect(subjects(await sdk.emails.list())).toEqual(['2'])
    expect((await sdk.emails.get(id)).error).toMatchObject({ name: 'not_found', statusCode: 404 })
  })

  it('leaves the tags out, which the single e-mail has', async () => {
    await sendMany(1)
    clock.now += hour
    const listed = (await sdk.emails.list()).data?.data[0]
    expect(listed).toMatchObject({ to: ['reader1@example.net'], last_event: 'delivered' })
    expect(listed).not.toHaveProperty('tags')
    const { data } = await sdk.emails.get(listed?.id ?? '')
    expect(data).toMatchObject({ tags: [{ name: 'delivery', value: 'd-1' }], html: null })
    expect(Date.parse(data?.created_at ?? '')).toBe(Date.UTC(2024, 3, 2))
  })

  it.each([
    'limit=0',
    'limit=101',
    'limit=x',
    'after=a&before=b',
    'after=d91cd9bd-1176-453e-8fc1-35364d380206',
  ])('refuses ?%s', async (query) => {
    const answer = await ask(server.url, 'GET', `/emails?${query}`)
    expect(answer.json).toMatchObject({ statusCode: 422, name: 'validation_error' })
  })
})

describe('what else can be read', () => {
  it('needs a key that may read', async () => {
    for (const path of ['/emails', '/domains', '/usage', '/suppressions', '/emails/batch']) {
      const answer = await ask(server.url, 'GET', path, { key: server.keys.sending })
      expect(answer.json).toMatchObject({ statusCode: 401, name: 'restricted_api_key' })
    }
  })

  it('domains have the settings a test gives them', async () => {
    server.account.domains.set([{ name: 'example.org' }, { name: 'news.example.org', clickTracking: true }])
    const { data } = await sdk.domains.list()
    expect(data?.data.map(({ name, click_tracking }) => [name, click_tracking])).toEqual([
      ['example.org', false],
      ['news.example.org', true],
    ])
    const one = await sdk.domains.get(data?.data[1]?.id ?? '')
    expect(one.data).toMatchObject({ name: 'news.example.org', open_tracking: false, click_tracking: true })
    expect((await sdk.domains.get('d91cd9bd-1176-453e-8fc1-35364d380206')).error?.name).toBe('not_found')
  })

  it('usage counts recipients in a rolling day and a calendar month, and says when they end', async () => {
    clock.now = Date.UTC(2024, 2, 31, 12)
    await sendMany(2)
    await ask(server.url, 'POST', '/emails', { body: { ...sampleMessage(3), cc: ['a@example.net', 'b@example.net'] } })
    const { data } = await sdk.usage.get()
    expect(data?.emails.daily).toMatchObject({ used: 5, limit: 40 })
    expect(Date.parse(data?.emails.daily.resets_at ?? '')).toBe(Date.UTC(2024, 3, 1, 12))
    expect(data?.emails.monthly.used).toBe(5)
    clock.now = Date.UTC(2024, 3, 1, 12, 1)
    const later = await sdk.usage.get()
    expect(later.data?.emails).toMatchObject({ daily: { used: 3 }, monthly: { used: 0 } })
  })

  it('suppressions are added, found by address or id, listed by origin and removed', async () => {
    const added = await sdk.suppressions.add({ email: 'Gone@example.net' })
    const again = await sdk.suppressions.add({ email: 'gone@example.net' })
    expect(again.data?.id).toBe(added.data?.id)
    await sdk.suppressions.batch.add({ emails: ['one@example.net', 'two@example.net'] })
    const found = await sdk.suppressions.get('gone@example.net')
    expect(found.data).toMatchObject({ email: 'gone@example.net', origin: 'manual', source_id: null })
    expect((await sdk.suppressions.list({ origin: 'bounce' })).data?.data).toEqual([])
    const page = await sdk.suppressions.list({ limit: 2 })
    expect(page.data).toMatchObject({
      has_more: true,
      data: [{ email: 'two@example.net' }, { email: 'one@example.net' }],
    })
    const back = await sdk.suppressions.list({ limit: 1, before: added.data?.id ?? '' })
    expect(back.data).toMatchObject({ has_more: true, data: [{ email: 'one@example.net' }] })
    expect((await sdk.suppressions.batch.remove({ emails: ['one@example.net'] })).data?.data).toHaveLength(1)
    expect((await sdk.suppressions.remove('two@example.net')).data).toMatchObject({ deleted: true })
    expect((await sdk.suppressions.list()).data?.data.map(({ email }) => email)).toEqual(['gone@example.net'])
  })
})
