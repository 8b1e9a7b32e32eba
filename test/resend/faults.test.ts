import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createResendProvider } from '../../src/provider/resend/resend-provider.ts'
import { idsOf } from '../contract/provider.ts'
import { batchOf, keyOf, sampleMessage, sampleMessages } from '../provider/sample-batch.ts'
import { ask } from './ask.ts'
import { createFaultMix, type FaultName, faultNamed, namedFaults } from './fault-mix.ts'
import { faults } from './faults.ts'
import { type ResendServer, startResendServer } from './server.ts'

let server: ResendServer
beforeEach(async () => {
  server = await startResendServer()
})
afterEach(() => server.close())

// Said here once more: what a fault does is not left to the fault to say.
const accepting: FaultName[] = [
  'acceptThenDrop',
  'acceptLate',
  'breakInsideBody',
  'truncated200',
  'empty200',
  'html200',
]
accepting.push('badGatewayAfter', 'hangAfter', 'slowDrip', 'null500', 'serverErrorAfter')
const names = (Object.keys(namedFaults) as FaultName[]).map((name): [FaultName, number] => [
  name,
  accepting.includes(name) ? 1 : 0,
])
const headers = { 'idempotency-key': keyOf(1) }
const send = () => ask(server.url, 'POST', '/emails', { body: sampleMessage(1), headers })

describe('faults', () => {
  it.each(names)('%s: accepts %i, shows no acceptance, and the same key then has the answer', async (name, count) => {
    server.script(faultNamed(name, 30))
    const provider = createResendProvider({ apiKey: server.keys.sending, baseUrl: server.url })
    const batch = batchOf(keyOf(2), sampleMessages(1))
    expect((await provider.submit(batch)).kind).not.toBe('accepted')
    while (server.mails.length < count) await new Promise(setImmediate)
    expect(server.mails).toHaveLength(count)
    expect(idsOf(await provider.submit(batch))).toEqual(server.mails.map(({ id }) => id))
    expect(server.mails).toHaveLength(1)
  })

  it('hangs until the sender’s timeout', async () => {
    server.script(faults.hang({ accepts: true }))
    const provider = createResendProvider({ apiKey: server.keys.sending, baseUrl: server.url, timeoutMs: 60 })
    const outcome = await provider.submit(batchOf(keyOf(1), sampleMessages(1)))
    expect(outcome).toMatchObject({ kind: 'unknown', status: null, message: expect.stringContaining('in time') })
    expect([...server.accepted().values()]).toEqual([1])
  })

  it('drips a byte now and then, never quiet and never done, until the sender ends it', async () => {
    server.script(faults.slowDrip({ everyMs: 1 }))
    const controller = new AbortController()
    const init = { method: 'POST', headers: { authorization: `Bearer ${server.keys.full}` }, signal: controller.signal }
    const response = await fetch(`${server.url}/emails`, init)
    expect(response.status).toBe(200)
    const reader = response.body?.getReader()
    for (let chunk = 0; chunk < 5; chunk += 1) expect((await reader?.read())?.done).toBe(false)
    controller.abort()
    await expect(reader?.read()).rejects.toThrow('abort')
  })

  it('a late acceptance: the connection is gone, the key is in flight, and then it is there', async () => {
    let accept = (): void => {}
    server.script(faults.acceptLate({ until: new Promise((resolve) => (accept = resolve)) }))
    await expect(send()).rejects.toThrow()
    expect(server.mails).toHaveLength(0)
    expect((await send()).json).toMatchObject({ statusCode: 409, name: 'concurrent_idempotent_requests' })
    accept()
    while (server.mails.length === 0) await new Promise(setImmediate)
    expect((await send()).json).toEqual({ id: server.mails[0]?.id })
    expect(server.mails).toHaveLength(1)
  })

  it('an answer under way: the same key waits, another body is a mismatch, another key goes ahead', async () => {
    let release = (): void => {}
    server.script(faults.slow(new Promise((resolve) => (release = resolve))))
    const first = send()
    while (server.mails.length === 0) await new Promise(setImmediate)
    expect((await send()).json).toMatchObject({ name: 'concurrent_idempotent_requests' })
    const other = { body: sampleMessage(2), headers }
    expect((await ask(server.url, 'POST', '/emails', other)).json).toMatchObject({ name: 'invalid_idempotent_request' })
    const free = { body: sampleMessage(2), headers: { 'idempotency-key': keyOf(2) } }
    expect((await ask(server.url, 'POST', '/emails', free)).status).toBe(200)
    release()
    expect((await send()).json).toEqual((await first).json)
  })

  it('a refused original leaves its key free', async () => {
    const bad = { body: sampleMessage(1, { to: 'nobody' }), headers }
    expect((await ask(server.url, 'POST', '/emails', bad)).status).toBe(422)
    expect((await send()).status).toBe(200)
  })
})

describe('a random mix', () => {
  const deal = (seed: number, rate: number) => {
    const next = createFaultMix({ seed, rate })
    return Array.from({ length: 1000 }, () => next(true))
  }
  const shape = (fault: unknown) => JSON.stringify(fault) ?? ''

  it('is the same for the same seed and meets about the share it was given', () => {
    expect(deal(7, 0.3).map(shape)).toEqual(deal(7, 0.3).map(shape))
    expect(deal(7, 0.3).map(shape)).not.toEqual(deal(8, 0.3).map(shape))
    const met = deal(7, 0.3).filter(Boolean).length
    expect(met).toBeGreaterThan(250)
    expect(met).toBeLessThan(350)
    expect(deal(7, 0).filter(Boolean)).toEqual([])
  })
})
