import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createResendProvider } from '../../../src/provider/resend/resend-provider.ts'
import { idsOf } from '../../contract/provider.ts'
import { type ResendServer, startResendServer } from '../../resend/server.ts'
import { batchOf, keyOf, sampleMessage } from '../sample-batch.ts'

describe("what goes over the wire is what the SDK's batch.send would have sent", () => {
  let server: ResendServer
  beforeEach(async () => {
    server = await startResendServer()
  })
  afterEach(() => server.close())

  it('the same bytes and the same headers, but for the user agent', async () => {
    const messages = [
      sampleMessage(1, {
        subject: 'Cơ hội thứ hai: "ba việc" \u2028 🕊️',
        html: '<p>a/b\\c</p>\t\u0007',
        to: 'a@example.net',
      }),
      sampleMessage(2, { subject: 'كل شخص', text: 'línea\r\notra\n' }),
    ]
    const sdk = new Resend(server.keys.sending, { baseUrl: server.url })
    const sent = await sdk.batch.send(
      messages.map(({ reply_to, ...message }) => ({ ...message, replyTo: reply_to })),
      { idempotencyKey: keyOf(1) },
    )
    expect(sent.data?.data).toHaveLength(2)
    const provider = createResendProvider({ apiKey: server.keys.sending, baseUrl: server.url })
    // The same key: had a single byte been different, the server would answer 409.
    expect(idsOf(await provider.submit(batchOf(keyOf(1), messages)))).toEqual(sent.data?.data.map(({ id }) => id))

    const [theirs, ours] = server.requests
    expect(ours?.body.toString('utf8')).toBe(theirs?.body.toString('utf8'))
    expect({ ...ours?.headers, 'user-agent': '' }).toEqual({ ...theirs?.headers, 'user-agent': '' })
    expect(ours?.headers).toMatchObject({ 'idempotency-key': keyOf(1), 'x-batch-validation': 'strict' })
  })
})
