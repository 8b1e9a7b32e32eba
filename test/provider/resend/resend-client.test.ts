import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ResendClient } from '../../../src/provider/resend/resend-client.ts'
import { faults } from '../../resend/faults.ts'
import { type ResendServer, startResendServer } from '../../resend/server.ts'
import { sampleMessage } from '../sample-batch.ts'

describe("the SDK's other methods work under our fetchRequest", () => {
  let server: ResendServer
  let client: ResendClient
  const { reply_to: replyTo, ...rest } = sampleMessage(1)
  const email = { ...rest, replyTo }
  beforeEach(async () => {
    server = await startResendServer()
    client = new ResendClient({ apiKey: server.keys.sending, baseUrl: server.url, timeoutMs: 5000 })
  })
  afterEach(() => server.close())

  it('data when it is accepted', async () => {
    const answer = await client.emails.send(email)
    expect(answer).toMatchObject({ data: { id: server.mails[0]?.id }, error: null })
    expect(answer.headers).toHaveProperty('ratelimit-limit')
  })

  it("Resend's error when it is refused", async () => {
    const answer = await client.emails.send({ ...email, to: 'nobody' })
    expect(answer).toMatchObject({ data: null, error: { name: 'validation_error', statusCode: 422 } })
  })

  it('an error, never neither, when the answer is null; and what was on the wire', async () => {
    server.script(faults.null500())
    const answer = await client.emails.send(email)
    expect(answer).toMatchObject({ data: null, error: { name: 'application_error', statusCode: 500 } })
    expect(client.exchangeOf(answer)).toMatchObject({ reached: true, status: 500, text: 'null', stopped: null })
  })

  it.each(['.', '..', '%2e%2E'])('no request for the id %s, which would name another resource', async (id) => {
    expect(await client.emails.get(id)).toMatchObject({ data: null, error: { name: 'invalid_parameter' } })
    expect(server.requests).toHaveLength(0)
  })
})
