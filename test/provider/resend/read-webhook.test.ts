import { describe, expect, it } from 'vitest'
import { Problem } from '../../../src/problem/problem.ts'
import { checkWebhookSecret, readWebhook } from '../../../src/provider/resend/read-webhook.ts'
import { type SignedEvent, signEvent } from '../../resend/webhooks.ts'

const secret = `whsec_${Buffer.from('our own signing secret!!').toString('base64')}`
const other = `whsec_${Buffer.from('of somebody else, a secret').toString('base64')}`

const data = {
  email_id: '4ef9a417-02e9-4d39-ad75-9611e0fcc33c',
  message_id: '<1@example.org>',
  created_at: '2024-04-02T12:00:00.000Z',
  from: 'News <news@example.org>',
  to: ['ana.reyes@example.net'],
  subject: 'Second chances, Ana',
  tags: { list: 'l1', delivery: 'd7' },
}
const bounceOf = (type: string, subType: string) => ({
  bounce: { type, subType, message: '550 5.1.1 ana.reyes@example.net: no such user' },
})

function bodyOf(type: string, more: object = {}, at: unknown = '2024-04-02T12:00:05.123Z'): string {
  return JSON.stringify({ type, created_at: at, data: { ...data, ...more } })
}

function headersOf({ id, timestamp, signature }: SignedEvent): Record<string, string> {
  return { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature, 'content-type': 'application/json' }
}

interface Change {
  now?: number
  signedWith?: string | string[]
  id?: string
}

/** Sign and read. The SDK takes the time from the machine, so these are signed now. */
function read(body: string, given = secret, { now = Date.now(), signedWith = secret, id = 'msg_1' }: Change = {}) {
  return readWebhook(body, headersOf(signEvent({ id, body }, now, signedWith)), given)
}

describe('a signed webhook', () => {
  it.each<[string, object, string, string | null]>([
    ['email.delivered', {}, 'delivered', null],
    ['email.delivery_delayed', {}, 'delayed', null],
    ['email.complained', {}, 'complained', null],
    ['email.bounced', bounceOf('Permanent', 'General'), 'bounced', 'Permanent/General'],
    ['email.bounced', bounceOf('Transient', 'MailboxFull'), 'soft_bounced', 'Transient/MailboxFull'],
    ['email.bounced', bounceOf('Undetermined', 'Undetermined'), 'soft_bounced', 'Undetermined/Undetermined'],
    ['email.bounced', {}, 'soft_bounced', null],
    ['email.failed', { failed: { reason: 'reached_daily_quota' } }, 'failed', 'reached_daily_quota'],
    [
      'email.suppressed',
      { suppressed: { type: 'OnAccountSuppressionList' } },
      'suppressed',
      'OnAccountSuppressionList',
    ],
    ['email.sent', {}, 'other', null],
    ['email.opened', {}, 'other', null],
    ['email.invented_tomorrow', {}, 'other', null],
  ])('%s with %j is %s', (type, more, kind, detail) => {
    expect(read(bodyOf(type, more))).toEqual({
      kind: 'event',
      event: {
        id: 'msg_1',
        at: Date.UTC(2024, 3, 2, 12, 0, 5, 123),
        kind,
        type,
        emailId: data.email_id,
        tags: data.tags,
        detail,
      },
    })
  })

  it('leaves nothing of a person in what is read', () => {
    const bodies = [
      bodyOf('email.bounced', bounceOf('Permanent', 'ana.reyes@example.net')),
      bodyOf('email.failed', { failed: { reason: 'ana.reyes@example.net refused it: 550' } }),
      bodyOf('email.suppressed', {
        suppressed: { type: 'Ana <ana.reyes@example.net>', message: 'ana.reyes@example.net' },
      }),
    ]
    for (const body of bodies) {
      const result = read(body)
      expect(result.kind).toBe('event')
      expect(JSON.stringify(result)).not.toMatch(/ana|reyes|550|Second chances/i)
    }
  })

  it('about something else than an e-mail is an event of another kind', () => {
    const body = JSON.stringify({ type: 'contact.created', created_at: '2024-04-02T12:00:00Z', data: { id: 'c' } })
    expect(read(body)).toMatchObject({ kind: 'event', event: { kind: 'other', type: 'contact.created', tags: {} } })
    const nameless = read(bodyOf('email.bounced', { ...bounceOf('Permanent', 'General'), email_id: undefined }))
    expect(nameless).toMatchObject({ kind: 'event', event: { kind: 'other' } })
  })

  it.each([
    null,
    7,
    'soon',
    '1999-01-01T00:00:00Z',
    '2999-01-01T00:00:00Z',
  ])('takes the time of its signature for the time %s', (at) => {
    const now = Math.floor(Date.now() / 1000) * 1000
    expect(read(bodyOf('email.delivered', {}, at), secret, { now })).toMatchObject({ event: { at: now } })
  })

  it.each([
    ['a list', [{ name: 'delivery', value: 'd7' }], { delivery: 'd7' }],
    ['nothing', undefined, {}],
    ['nonsense', 'd7', {}],
  ])('reads tags that are %s', (_, tags, expected) => {
    expect(read(bodyOf('email.delivered', { tags }))).toMatchObject({ event: { tags: expected } })
  })
})

describe('a webhook that is not believed', () => {
  const body = bodyOf('email.complained')
  const signed = signEvent({ id: 'msg_1', body }, Date.now(), secret)

  it('is signed by somebody else, or for other bytes, or for another id or time', () => {
    const headers = headersOf(signed)
    expect(readWebhook(body, headers, secret).kind).toBe('event')
    expect(readWebhook(body, headers, other).kind).toBe('refused')
    expect(readWebhook(`${body} `, headers, secret).kind).toBe('refused')
    expect(readWebhook(body.replace('d7', 'd8'), headers, secret).kind).toBe('refused')
    expect(readWebhook(body, { ...headers, 'svix-id': 'msg_2' }, secret).kind).toBe('refused')
    const later = String(Number(signed.timestamp) + 1)
    expect(readWebhook(body, { ...headers, 'svix-timestamp': later }, secret).kind).toBe('refused')
  })

  it.each(['svix-id', 'svix-timestamp', 'svix-signature'])('has no header %s', (name) => {
    expect(readWebhook(body, { ...headersOf(signed), [name]: '' }, secret)).toMatchObject({ kind: 'refused' })
    const { [name]: _, ...rest } = headersOf(signed)
    expect(readWebhook(body, rest, secret)).toMatchObject({ kind: 'refused' })
  })

  it.each([-301, 301])('was signed %i seconds from now', (seconds) => {
    const now = Date.now() + 1000 * (seconds + Math.sign(seconds))
    expect(read(body, secret, { now })).toEqual({ kind: 'refused', reason: expect.stringMatching('timestamp') })
  })

  it('uses a signature for other parts of the text that was signed', () => {
    // Signed: id.timestamp.body, joined by dots; whoever writes into a body could otherwise move the joints.
    const timestamp = String(Math.floor(Date.now() / 1000))
    const inner = bodyOf('email.complained')
    const carrier = signEvent({ id: 'msg_1', body: `hello.${timestamp}.${inner}` }, Date.now(), secret)
    const headers = {
      ...headersOf(carrier),
      'svix-id': `msg_1.${carrier.timestamp}.hello`,
      'svix-timestamp': timestamp,
    }
    expect(readWebhook(inner, headers, secret)).toEqual({ kind: 'refused', reason: 'headers are malformed' })
  })

  it.each([
    '',
    'null',
    '[]',
    '"x"',
    '{}',
    '{"type":7}',
    '{"type":"ana@example.net"}',
    '{"type":',
    'hello',
  ])('is signed and says %s', (text) => {
    expect(read(text)).toEqual({ kind: 'refused', reason: 'the body is no event' })
  })

  it.each([
    '',
    ' ',
    'v1',
    'v1,',
    'v1,,',
    'v2,abc',
    ',',
    'v1a,AAAA',
    'v1,====',
    'x'.repeat(5000),
  ])('has the signature "%s", and nothing is thrown', (signature) => {
    expect(readWebhook(body, { ...headersOf(signed), 'svix-signature': signature }, secret).kind).toBe('refused')
  })
})

describe('the secret', () => {
  const bare = secret.replace('whsec_', '')

  it.each([
    ['as Resend shows it', secret],
    ['without its beginning', bare],
    ['beside the next one', `${other} ${secret}`],
    ['before the next one', `${secret},${other}`],
    ['with spaces around it', `  ${secret}, ${other}\n`],
  ])('is taken %s', (_, given) => {
    expect(() => checkWebhookSecret(given)).not.toThrow()
    expect(read(bodyOf('email.delivered'), given).kind).toBe('event')
  })

  it('is any of those that sign while it is being replaced', () => {
    expect(read(bodyOf('email.delivered'), secret, { signedWith: [other, secret] }).kind).toBe('event')
  })

  it.each([
    '',
    '  ',
    'whsec_',
    'whsec_short',
    'whsec_not base64!',
    're_123456789012345678901234',
    `${secret} whsec_`,
  ])('"%s" is none, and says so before anything is served', (given) => {
    let code: string | undefined
    try {
      checkWebhookSecret(given)
    } catch (error) {
      code = error instanceof Problem ? error.code : String(error)
    }
    expect(code).toBe('webhook_secret_invalid')
    expect(read(bodyOf('email.delivered'), given)).toMatchObject({ kind: 'refused' })
  })
})
