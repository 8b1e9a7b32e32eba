import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keyOf, sampleMessage } from '../provider/sample-batch.ts'
import { type ResendServer, startResendServer } from './server.ts'

const hour = 3_600_000
let server: ResendServer
const clock = { now: Date.UTC(2024, 3, 2) }
beforeEach(async () => {
  server = await startResendServer({ now: () => clock.now, requestsPerSecond: 3, quota: { monthly: 1000, daily: 100 } })
})
afterEach(() => server.close())

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.keys.sending}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: text.startsWith('{') ? JSON.parse(text) : null,
  }
}

describe('the stand-in for Resend is as strict as its documentation', () => {
  it('answers the official SDK, for a batch and for one e-mail', async () => {
    const sdk = new Resend(server.keys.sending, { baseUrl: server.url })
    const { reply_to: replyTo, ...message } = sampleMessage(1)
    expect((await sdk.batch.send([{ ...message, replyTo }])).data?.data).toHaveLength(1)
    expect((await sdk.emails.send({ ...message, replyTo })).data?.id).toBeTruthy()
    expect(server.accepted()).toEqual(new Map([['d-1', 2]]))
  })

  it('wants a user agent, a key that is valid and may do it, and a path that exists', async () => {
    expect(await post('/emails', {}, { 'user-agent': '' })).toMatchObject({ status: 403, text: 'error code: 1010' })
    expect((await post('/emails', {}, { authorization: 'none' })).json.name).toBe('missing_api_key')
    expect((await post('/domains', {})).json).toMatchObject({ statusCode: 401, name: 'restricted_api_key' })
    clock.now += hour
    const revoked = { authorization: `Bearer ${server.keys.revoked}` }
    expect((await post('/emails', {}, revoked)).json).toMatchObject({ statusCode: 403, name: 'invalid_api_key' })
    const full = { authorization: `Bearer ${server.keys.full}` }
    expect((await post('/nothing', {}, full)).json).toMatchObject({ statusCode: 404, name: 'not_found' })
  })

  it('keeps a key for 24 hours from its first use, for one endpoint', async () => {
    const key = { 'idempotency-key': keyOf(1) }
    const first = await post('/emails', sampleMessage(1), key)
    clock.now += 23 * hour
    expect((await post('/emails', sampleMessage(1), key)).json).toEqual(first.json)
    expect((await post('/emails/batch', [sampleMessage(1)], key)).json.name).toBe('invalid_idempotent_request')
    clock.now += 2 * hour
    expect((await post('/emails', sampleMessage(1), key)).json).not.toEqual(first.json)
    expect((await post('/emails', sampleMessage(1), { 'idempotency-key': 'k'.repeat(257) })).status).toBe(400)
  })

  it('limits requests a second and says so on every answer', async () => {
    const answers = []
    for (let request = 0; request < 4; request += 1) answers.push(await post('/emails', sampleMessage(request)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('3;w=1')
    expect(answers[3]?.headers.get('retry-after')).toBe('1')
    expect(answers[2]?.headers.get('x-resend-daily-quota')).toBe('3')
    clock.now += 1000
    expect((await post('/emails', sampleMessage(9))).status).toBe(200)
  })

  it('takes the good ones of a permissive batch and names the others by index', async () => {
    const emails = [sampleMessage(1), { ...sampleMessage(2), to: 'nobody' }, sampleMessage(3)]
    const answer = await post('/emails/batch', emails, { 'x-batch-validation': 'permissive' })
    expect(answer.json.data).toHaveLength(2)
    expect(answer.json.errors).toMatchObject([{ index: 1 }])
  })

  it('refuses reserved domains as the real API does, when asked to', async () => {
    const real = await startResendServer({ refuseReservedDomains: true })
    const body = JSON.stringify([sampleMessage(1, { to: 'a@example.com' })])
    const headers = { authorization: `Bearer ${real.keys.full}`, 'content-type': 'application/json' }
    expect((await fetch(`${real.url}/emails/batch`, { method: 'POST', headers, body })).status).toBe(422)
    await real.close()
  })
})
