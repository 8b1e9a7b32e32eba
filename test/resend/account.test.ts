import { describe, expect, it } from 'vitest'
import { keyOf, sampleMessage, sampleMessages } from '../provider/sample-batch.ts'
import { ask } from './ask.ts'
import { type ResendServer, type ResendServerOptions, startResendServer } from './server.ts'

const start = Date.UTC(2024, 3, 30, 12)

async function withServer(
  options: ResendServerOptions,
  use: (server: ResendServer, clock: { now: number }) => Promise<void>,
): Promise<void> {
  const clock = { now: start }
  const server = await startResendServer({ now: () => clock.now, ...options })
  try {
    await use(server, clock)
  } finally {
    await server.close()
  }
}

const send = (server: ResendServer, count: number, batch?: number) =>
  ask(server.url, 'POST', '/emails/batch', {
    key: server.keys.sending,
    body: sampleMessages(count),
    headers: batch === undefined ? {} : { 'idempotency-key': keyOf(batch) },
  })

describe('keys of the team', () => {
  it('each state has its refusal, and one that is revoked stays refused whatever it asks', () =>
    withServer({}, async (server) => {
      const asked = (key: string) => ask(server.url, 'POST', '/emails', { key, body: sampleMessage(1) })
      expect((await asked(server.keys.full)).status).toBe(200)
      expect((await asked(server.keys.sending)).status).toBe(200)
      expect((await asked(server.keys.revoked)).json).toMatchObject({ statusCode: 403, name: 'invalid_api_key' })
      expect((await asked(server.keys.suspended)).json).toMatchObject({ statusCode: 403, name: 'suspended_api_key' })
      server.account.apiKeys.set('sending', 'revoked')
      expect((await asked(server.keys.sending)).json).toMatchObject({ statusCode: 403, name: 'invalid_api_key' })
      server.account.apiKeys.set('sending', 'sending')
      expect((await asked(server.keys.sending)).status).toBe(200)
    }))

  it('share idempotency keys', () =>
    withServer({}, async (server) => {
      const headers = { 'idempotency-key': keyOf(1) }
      const first = await ask(server.url, 'POST', '/emails', { body: sampleMessage(1), headers })
      const other = { key: server.keys.sending, body: sampleMessage(1), headers }
      expect((await ask(server.url, 'POST', '/emails', other)).json).toEqual(first.json)
    }))
})

describe('an idempotency key', () => {
  it('belongs to the endpoint it was first used at, even for the same bytes', () =>
    withServer({}, async (server) => {
      const request = { body: sampleMessages(1), headers: { 'idempotency-key': keyOf(1) } }
      expect((await ask(server.url, 'POST', '/emails/batch', request)).status).toBe(200)
      const other = await ask(server.url, 'POST', '/emails', request)
      expect(other.json).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
    }))
})

describe('quotas', () => {
  it('the day’s is refused before anything is accepted, and is whole again 24 hours later', () =>
    withServer({ quota: { daily: 10 } }, async (server, clock) => {
      expect((await send(server, 6, 1)).headers.get('x-resend-daily-quota')).toBe('6')
      const refused = await send(server, 5, 2)
      expect(refused.json).toMatchObject({ statusCode: 429, name: 'daily_quota_exceeded' })
      expect(server.mails).toHaveLength(6)
      // A replay costs nothing.
      expect((await send(server, 6, 1)).headers.get('x-resend-daily-quota')).toBe('6')
      clock.now += 24 * 3_600_000 - 1
      expect((await send(server, 5, 2)).status).toBe(429)
      clock.now += 1
      expect((await send(server, 5, 2)).status).toBe(200)
    }))

  it('the month’s begins anew with the month', () =>
    withServer({ quota: { monthly: 10 } }, async (server, clock) => {
      await send(server, 10)
      const refused = await send(server, 1)
      expect(refused.json).toMatchObject({ statusCode: 429, name: 'monthly_quota_exceeded' })
      expect(refused.headers.get('x-resend-monthly-quota')).toBe('10')
      expect(refused.headers.has('x-resend-daily-quota')).toBe(false)
      clock.now = Date.UTC(2024, 4, 1)
      expect((await send(server, 1)).status).toBe(200)
    }))

  it('or are accepted and fail afterwards', () =>
    withServer({ quota: { daily: 2, failsLater: true } }, async (server) => {
      expect((await send(server, 3)).status).toBe(200)
      expect(server.mails.map(({ outcome }) => outcome)).toEqual([
        'delivered',
        'delivered',
        'failed:reached_daily_quota',
      ])
    }))
})

describe('the sender', () => {
  it('needs a verified domain of exactly that name, where the server is told to mind', () =>
    withServer({ refuseUnverifiedDomains: true, domains: [{ name: 'example.org' }] }, async (server) => {
      const from = (address: string) =>
        ask(server.url, 'POST', '/emails', { body: sampleMessage(1, { from: `News <${address}>` }) })
      expect((await from('news@example.org')).status).toBe(200)
      expect((await from('news@mail.example.org')).json).toMatchObject({ statusCode: 403, name: 'validation_error' })
      server.account.domains.set([{ name: 'example.org', status: 'pending' }])
      expect((await from('news@example.org')).status).toBe(403)
    }))

  it('is told the server’s time, not the machine’s', () =>
    withServer({}, async (server) => {
      expect(Date.parse((await send(server, 1)).headers.get('date') ?? '')).toBe(start)
    }))
})

describe('the judge', () => {
  it('counts acceptances by issue and delivery, and by address where the tags would hide it', () =>
    withServer({}, async (server) => {
      const tags = (issue: string, delivery: string) => [
        { name: 'issue', value: issue },
        { name: 'delivery', value: delivery },
      ]
      const sent = [
        sampleMessage(1, { tags: tags('2024-04', 'a') }),
        sampleMessage(1, { tags: tags('2024-05', 'a') }),
        sampleMessage(2, { tags: tags('2024-04', 'b') }),
      ]
      for (const body of sent) await ask(server.url, 'POST', '/emails', { body })
      const clean = { emails: 3, deliveries: 3, most: 1, twice: [], mostPerAddress: 1 }
      expect(server.account.mailbox.judge()).toEqual(clean)
      await ask(server.url, 'POST', '/emails', { body: sampleMessage(2, { tags: tags('2024-04', 'c') }) })
      expect(server.account.mailbox.judge()).toMatchObject({ most: 1, mostPerAddress: 2 })
      await ask(server.url, 'POST', '/emails', { body: sent[0] })
      expect(server.account.mailbox.judge()).toMatchObject({ most: 2, twice: ['2024-04/a'] })
    }))
})
