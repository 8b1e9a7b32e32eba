import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleMessage } from '../provider/sample-batch.ts'
import { ask } from './ask.ts'
import { type ResendServer, startResendServer } from './server.ts'
import { type SignedEvent, type WebhookOptions, webhookSecret } from './webhooks.ts'

const sdk = new Resend('re_not_used')
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function serverWith(webhooks: WebhookOptions = {}): Promise<ResendServer> {
  const server = await startResendServer({
    webhooks,
    outcome: ({ to }) => (String(to).startsWith('full') ? 'soft_bounced' : undefined),
  })
  closing.push(() => server.close())
  return server
}

async function sendTo(server: ResendServer, ...addresses: string[]): Promise<void> {
  const body = addresses.map((to, index) => sampleMessage(index + 1, { to }))
  expect((await ask(server.url, 'POST', '/emails/batch', { body })).status).toBe(200)
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `reader${index}@example.net`)

function verify({ id, timestamp, signature, body }: SignedEvent, secret = webhookSecret) {
  return sdk.webhooks.verify({ payload: body, headers: { id, timestamp, signature }, webhookSecret: secret })
}

const typesOf = (events: SignedEvent[]): string[] =>
  events.map(({ body }) => JSON.parse(body).type.replace('email.', ''))

describe('what webhooks say', () => {
  it('verifies with the SDK, and only under the secret that signed', async () => {
    const server = await serverWith()
    await sendTo(server, 'reader@example.net')
    const [sent, delivered] = server.events()
    expect(sent && verify(sent)).toMatchObject({
      type: 'email.sent',
      data: { email_id: server.mails[0]?.id, to: ['reader@example.net'], tags: { delivery: 'd-1' } },
    })
    expect(() => sent && verify({ ...sent, body: sent.body.replace('reader', 'raeder') })).toThrow('signature')
    expect(() => sent && verify({ ...sent, id: 'msg_other' })).toThrow('signature')
    expect(() => delivered && verify(delivered, `whsec_${Buffer.from('other').toString('base64')}`)).toThrow(
      'signature',
    )
  })

  it('carries a signature of every secret while one is rotated', async () => {
    const secrets = ['old', 'new'].map((word) => `whsec_${Buffer.from(word).toString('base64')}`)
    const server = await serverWith({ secret: secrets })
    await sendTo(server, 'reader@example.net')
    for (const event of server.events()) for (const secret of secrets) expect(verify(event, secret)).toBeTruthy()
  })

  it.each([
    ['delivered+a@resend.dev', ['sent', 'delivered'], {}],
    ['bounced+a@resend.dev', ['sent', 'bounced'], { bounce: { type: 'Permanent' } }],
    ['complained@resend.dev', ['sent', 'delivered', 'complained'], {}],
    ['suppressed@resend.dev', ['suppressed'], { suppressed: { type: 'OnAccountSuppressionList' } }],
    ['suppressed+a@resend.dev', ['sent', 'delivered'], {}],
    ['full@example.net', ['sent', 'bounced'], { bounce: { type: 'Transient' } }],
  ])('%s: %j', async (address, types, data) => {
    const server = await serverWith()
    await sendTo(server, address)
    const events = server.events()
    expect(typesOf(events)).toEqual(types)
    expect(JSON.parse(events.at(-1)?.body ?? '').data).toMatchObject(data)
    const last = types.at(-1)
    await expect
      .poll(async () => (await ask(server.url, 'GET', `/emails/${server.mails[0]?.id}`)).json?.last_event)
      .toBe(last)
  })

  it('a bounced address is on the suppression list from then on', async () => {
    const server = await startResendServer({ outcome: () => 'bounced' })
    closing.push(() => server.close())
    await sendTo(server, 'Gone <gone@example.net>')
    const listed = await ask(server.url, 'GET', '/suppressions/gone@example.net')
    expect(listed.json).toMatchObject({ origin: 'bounce', source_id: server.mails[0]?.id })
    await sendTo(server, 'GONE@example.net')
    expect(server.mails.map(({ outcome }) => outcome)).toEqual(['bounced', 'suppressed'])
  })

  it('goes astray as it is told: lost, repeated under the same id, out of order, forged', async () => {
    const honest = await serverWith()
    const server = await serverWith({ seed: 3, drop: 0.2, duplicate: 0.2, forge: 0.2, reorder: true })
    await sendTo(server, ...many(100))
    await sendTo(honest, ...many(100))
    expect(honest.events()).toHaveLength(200)
    const events = server.events()
    const isForged = ({ id }: SignedEvent): boolean => id.startsWith('msg_forged_')
    const believed = events.filter((event) => !isForged(event))
    const ids = new Set(believed.map(({ id }) => id))
    expect(ids.size).toBeGreaterThan(140)
    expect(ids.size).toBeLessThan(180)
    expect(believed.length).toBeGreaterThan(ids.size + 15)
    for (const event of believed) expect(verify(event)).toBeTruthy()
    const forged = events.filter(isForged)
    expect(forged.length).toBeGreaterThan(20)
    for (const event of forged) expect(() => verify(event)).toThrow('signature')
    const times = believed.map(({ body }) => JSON.parse(body).created_at as string)
    expect(times).not.toEqual([...times].sort())
    expect(server.events().map(({ id }) => id)).toEqual(events.map(({ id }) => id))
  })
})

describe('posting them', () => {
  let receiver: Server
  let taken: SignedEvent[]
  let status: number
  let url: string
  beforeEach(async () => {
    taken = []
    status = 204
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const header = (name: string) => String(request.headers[`svix-${name}`])
      const signed = { id: header('id'), timestamp: header('timestamp'), signature: header('signature') }
      taken.push({ ...signed, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(status).end()
    })
    await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening))
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
    closing.push(async () => {
      receiver.closeAllConnections()
      receiver.close()
    })
  })

  it('posts each word once, and only what is new the next time', async () => {
    const server = await serverWith({ url })
    await sendTo(server, ...many(30))
    expect(await server.dispatch()).toEqual({ posted: 60, statuses: { 204: 60 } })
    for (const event of taken) expect(verify(event)).toBeTruthy()
    expect(new Set(taken.map(({ id }) => id)).size).toBe(60)
    expect((await server.dispatch()).posted).toBe(0)
    await sendTo(server, 'one@example.net')
    expect((await server.dispatch()).posted).toBe(2)
  })

  it('posts again, under the same id, what was not taken', async () => {
    const server = await serverWith({ url })
    await sendTo(server, 'one@example.net')
    status = 500
    expect(await server.dispatch()).toEqual({ posted: 2, statuses: { 500: 2 } })
    status = 200
    expect(await server.dispatch()).toEqual({ posted: 2, statuses: { 200: 2 } })
    expect((await server.dispatch()).posted).toBe(0)
    expect(new Set(taken.map(({ id }) => id)).size).toBe(2)
    expect(taken).toHaveLength(4)
  })
})
