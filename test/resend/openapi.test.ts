import { existsSync } from 'node:fs'
import type { ValidateFunction } from 'ajv'
import type { ErrorResponse } from 'resend'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEncoder } from '../../src/delivery/encoder.ts'
import { createResendProvider } from '../../src/provider/resend/resend-provider.ts'
import { keyOf, sampleMessage } from '../provider/sample-batch.ts'
import { type Asked, ask } from './ask.ts'
import { Openapi, openapiFile } from './openapi.ts'
import type { Outcome } from './outcomes.ts'
import { type ResendServer, startResendServer } from './server.ts'

const missing = existsSync(openapiFile)
  ? ''
  : ` (skipped: Resend's description is not at ${openapiFile}; RESEND_OPENAPI can name it)`

/**
 * Where the description and other sources part, and what the strict server does:
 * - E-mails: the description has neither `tags` nor `scheduled_at`; the SDK's types have both, `tags` in the single e-mail
 *   only. It knows no null; the SDK's types do for cc, bcc, reply_to, html, text and scheduled_at. Types are followed.
 * - `object` is in the single e-mail and in no entry of a list (the SDK's types), though one schema describes both.
 * - Batches: `errors` of a permissive one is in the SDK's types only.
 * - Webhooks: the SDK's types have `message_id` and neither `diagnosticCode` nor a `reason` of suppressed; the description
 *   the other way round. All are sent. `broadcast_id` and `template_id` never apply.
 * - Errors: the description has none at all. The SDK's `ErrorResponse` is what is checked, and its names.
 * - `GET /usage` is not in it. reading.test.ts reads it through the SDK.
 */
describe.skipIf(missing !== '')(`the strict server and our requests, by Resend's own description${missing}`, () => {
  let openapi: Openapi
  let server: ResendServer
  const outcomes: Record<string, Outcome> = {
    'failed@example.net': 'failed:reached_daily_quota',
    'delayed@example.net': 'delayed',
    'full@example.net': 'soft_bounced',
    'unclear@example.net': 'undetermined',
  }

  beforeAll(async () => {
    openapi = new Openapi()
    server = await startResendServer({ outcome: ({ to }) => outcomes[String(to)] })
  })
  afterAll(() => server?.close())

  const emailReading = {
    nullable: ['cc', 'bcc', 'reply_to', 'html', 'text'],
    extra: { scheduled_at: { type: ['string', 'null'] } },
  }
  const key = { 'idempotency-key': keyOf(1) }

  function expectValid(validate: ValidateFunction, value: unknown): void {
    validate(value)
    expect(validate.errors ?? []).toEqual([])
  }

  describe('answers', () => {
    it('to sending', async () => {
      const one = await ask(server.url, 'POST', '/emails', { body: sampleMessage(1) })
      expectValid(openapi.answer('POST /emails', one.status, { complete: { except: [] } }), one.json)
      const body = [sampleMessage(2), sampleMessage(3)]
      const batch = await ask(server.url, 'POST', '/emails/batch', { body, headers: key })
      const validate = openapi.answer('POST /emails/batch', batch.status, { complete: { except: [] } })
      expectValid(validate, batch.json)
      expectValid(validate, (await ask(server.url, 'POST', '/emails/batch', { body, headers: key })).json)
    })

    it('to asking for e-mails', async () => {
      const list = await ask(server.url, 'GET', '/emails?limit=2')
      const except = ['object', 'html', 'text']
      expectValid(openapi.answer('GET /emails', list.status, { ...emailReading, complete: { except } }), list.json)
      expect(list.json?.object).toBe('list')
      const [listed] = list.json?.data as [{ id: string }]
      expect(listed).toHaveProperty('scheduled_at')
      const one = await ask(server.url, 'GET', `/emails/${listed.id}`)
      const tag = {
        type: 'object',
        required: ['name', 'value'],
        properties: { name: { type: 'string' }, value: { type: 'string' } },
      }
      const extra = { ...emailReading.extra, tags: { type: 'array', items: tag } }
      const reading = { ...emailReading, extra, complete: { except: [] } }
      expectValid(openapi.answer('GET /emails/{email_id}', one.status, reading), one.json)
      expect(one.json).toMatchObject({ scheduled_at: null, tags: [{ name: 'delivery' }] })
    })

    it('to asking for domains', async () => {
      const list = await ask(server.url, 'GET', '/domains')
      expectValid(openapi.answer('GET /domains', list.status, { complete: { except: [] } }), list.json)
      const [{ id }] = list.json?.data as [{ id: string }]
      const one = await ask(server.url, 'GET', `/domains/${id}`)
      const except = ['tracking_subdomain', 'priority']
      expectValid(openapi.answer('GET /domains/{domain_id}', one.status, { complete: { except } }), one.json)
    })

    it('to working on the suppression list', async () => {
      const complete = { complete: { except: [] }, nullable: ['source_id'] }
      const check = async (route: string, path: string, body?: unknown): Promise<void> => {
        const answer = await ask(server.url, route.split(' ')[0] ?? '', path, { body })
        expectValid(openapi.answer(route, answer.status, complete), answer.json)
        if (body !== undefined) expectValid(openapi.request(route), body)
      }
      const emails = ['one@example.net', 'two@example.net']
      await check('POST /suppressions', '/suppressions', { email: 'gone@example.net' })
      await check('POST /suppressions/batch/add', '/suppressions/batch/add', { emails })
      await check('GET /suppressions', '/suppressions?limit=2&origin=manual')
      await check('GET /suppressions/{suppression}', '/suppressions/gone@example.net')
      await check('DELETE /suppressions/{suppression}', '/suppressions/gone@example.net')
      await check('POST /suppressions/batch/remove', '/suppressions/batch/remove', { emails })
    })

    it('that are errors, on every route', async () => {
      const { url, keys } = server
      const refused: Asked[] = []
      const routes = [
        'POST /emails',
        'POST /emails/batch',
        'GET /emails',
        'GET /emails/x',
        'GET /domains',
        'GET /usage',
      ]
      routes.push('GET /domains/x', 'GET /suppressions', 'POST /suppressions', 'GET /suppressions/x', 'PUT /emails')
      routes.push('POST /suppressions/batch/add', 'POST /suppressions/batch/remove', 'DELETE /suppressions/x')
      for (const route of routes) {
        const [method = '', path = ''] = route.split(' ')
        for (const given of [keys.revoked, keys.full]) {
          const query = method === 'GET' && given === keys.full ? '?limit=0' : ''
          if (path === '/usage' && query) continue
          const body = method === 'GET' || method === 'DELETE' ? undefined : {}
          refused.push(await ask(url, method, `${path}${query}`, { key: given, body }))
        }
      }
      const mail = (change: object) => ask(url, 'POST', '/emails', { body: { ...sampleMessage(1), ...change } })
      refused.push(await mail({ from: 'nobody' }), await mail({ to: 'nobody' }), await mail({ subject: undefined }))
      refused.push(await ask(url, 'GET', '/domains', { key: keys.sending }), await ask(url, 'GET', '/nothing'))
      refused.push(await ask(url, 'POST', '/emails', { body: {}, headers: { 'idempotency-key': 'k'.repeat(257) } }))
      refused.push(await ask(url, 'POST', '/emails/batch', { body: [sampleMessage(9)], headers: key }))
      // ErrorResponse is what the SDK hands on unread.
      const names: ErrorResponse['name'][] = ['validation_error', 'missing_required_field', 'invalid_from_address']
      names.push('invalid_api_key', 'restricted_api_key', 'not_found', 'method_not_allowed', 'invalid_idempotency_key')
      names.push('invalid_idempotent_request')
      for (const { status, json } of refused) {
        expect(json).toEqual({ statusCode: status, name: expect.any(String), message: expect.any(String) })
        expect(names).toContain(json?.name)
      }
      expect(new Set(refused.map(({ json }) => json?.name))).toEqual(new Set(names))
    })
  })

  it.each([
    ['delivered@resend.dev', 2],
    ['bounced@resend.dev', 2],
    ['complained@resend.dev', 3],
    ['suppressed@resend.dev', 1],
    ...Object.keys(outcomes).map((address): [string, number] => [
      address,
      address.startsWith('delayed') ? 3 : address.startsWith('failed') ? 1 : 2,
    ]),
  ])('webhooks about %s', async (to, count) => {
    const { seq = 0 } = server.mails.at(-1) ?? {}
    await ask(server.url, 'POST', '/emails', { body: sampleMessage(1, { to }) })
    const events = server.events(seq)
    expect(events).toHaveLength(count)
    for (const { body } of events) {
      const event = JSON.parse(body) as { type: string; data: { message_id?: string } }
      expect(event.data.message_id).toMatch(/^<.+@.+>$/)
      event.data.message_id = undefined
      const complete = { except: ['broadcast_id', 'template_id'] }
      expectValid(openapi.webhook(event.type, { complete }), JSON.parse(JSON.stringify(event)))
    }
  })

  describe('our requests', () => {
    it('are the batches the description wants, as the encoder makes them', async () => {
      const parts = {
        subject: {
          literals: ['Hello, ', ''],
          slots: [{ name: 'name' as const, context: 'header' as const, fallback: 'friend' }],
        },
        html: {
          literals: ['<p>“ñ” ', '</p>'],
          slots: [{ name: 'name' as const, context: 'html' as const, fallback: '' }],
        },
        text: { literals: ['Hello'], slots: [] },
      }
      const envelope = {
        listId: 'test-list',
        from: '"Mạng lưới, Công lý" <news@example.org>',
        replyTo: 'reply@example.org',
        listIdHeader: 'Test <test-list.example.org>',
      }
      const recipients = Array.from({ length: 100 }, (_, index) => ({
        addressHash: Buffer.alloc(32, index),
        values: {
          address: `reader${index}@example.net`,
          name: index % 2 ? 'Jo "Jay" O\\Neal' : undefined,
          unsubscribe: `https://news.example.org/u/${index}`,
          preferences: `https://news.example.org/p/${index}`,
        },
      }))
      const body = createEncoder('2024-10-test', envelope, parts).encode(recipients)
      const provider = createResendProvider({ apiKey: server.keys.sending, baseUrl: server.url })
      expect((await provider.submit({ key: keyOf(7), body, count: 100 })).kind).toBe('accepted')
      const sent = server.requests.at(-1)
      const emails = JSON.parse(sent?.body.toString('utf8') ?? '') as unknown
      expect(emails).toHaveLength(100)
      expectValid(openapi.request('POST /emails/batch'), emails)
      expectValid(openapi.header('POST /emails/batch', 'Idempotency-Key'), sent?.headers['idempotency-key'])
    })

    it('would be found out: a field, a type or a count that the description does not have', () => {
      const validate = openapi.request('POST /emails/batch')
      for (const change of [
        { replyTo: 'a@example.org' },
        { to: [] },
        { subject: undefined },
        { tags: { delivery: 'd' } },
      ]) {
        expect(validate([JSON.parse(JSON.stringify({ ...sampleMessage(1), ...change }))])).toBe(false)
      }
    })
  })
})
