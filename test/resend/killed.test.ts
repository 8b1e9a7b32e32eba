import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOf, sampleMessages } from '../provider/sample-batch.ts'
import { keys } from './keys.ts'
import { bundleServer, type SpawnedServer, spawnServer } from './spawn-server.ts'

let bundle: Awaited<ReturnType<typeof bundleServer>>
let folder: string
beforeAll(async () => {
  bundle = await bundleServer()
  folder = mkdtempSync(join(tmpdir(), 'strict-'))
})
afterAll(() => {
  bundle.remove()
  rmSync(folder, { recursive: true })
})

const start = (name: string, ...more: string[]): Promise<SpawnedServer> =>
  spawnServer(bundle.script, ['--file', join(folder, name), ...more])

async function send(url: string, batch: number, key: string = keys.sending): Promise<{ status: number; text: string }> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
    'idempotency-key': keyOf(batch),
  }
  // Every batch to readers of its own.
  const emails = sampleMessages(10).map((email, index) => ({
    ...email,
    tags: [{ name: 'delivery', value: `${batch}-${index}` }],
  }))
  const response = await fetch(`${url}/emails/batch`, { method: 'POST', headers, body: JSON.stringify(emails) })
  return { status: response.status, text: await response.text() }
}

describe('the judge survives its own kill -9', () => {
  it('with every answer it gave: same ids for the same keys, whatever moment it died at', async () => {
    const answers = new Map<number, string>()
    for (let life = 1; life <= 4; life += 1) {
      const server = await start('kills')
      // Killed while several requests are under way.
      const sent = Array.from({ length: 30 }, (_, index) => life * 100 + index).map(async (batch, index) => {
        const { status, text } = await send(server.url, batch)
        expect(status).toBe(200)
        answers.set(batch, text)
        if (index === 8 + life) await server.kill()
      })
      await Promise.allSettled(sent)
      await server.kill()
    }
    expect(answers.size).toBeGreaterThanOrEqual(36)
    const server = await start('kills')
    for (const [batch, text] of answers) expect((await send(server.url, batch)).text).toBe(text)
    const verdict = await server.control.accepted()
    // Unanswered ones may be there too, but whole.
    expect(verdict.emails % 10).toBe(0)
    expect(verdict.emails).toBeGreaterThanOrEqual(answers.size * 10)
    expect(verdict).toMatchObject({ deliveries: verdict.emails, most: 1, twice: [] })
    await server.stop()
  }, 30_000)

  it('with its clock, its quota and its keys as they were set', async () => {
    const before = await start('settings', '--daily', '15')
    expect((await send(before.url, 1)).status).toBe(200)
    await before.control.setTime(Date.UTC(2030, 0, 1))
    expect((await send(before.url, 2)).status).toBe(200)
    await before.control.setKey('full', 'revoked')
    await before.kill()

    const after = await start('settings', '--daily', '15')
    expect((await after.control.stats()).now).toBeGreaterThanOrEqual(Date.UTC(2030, 0, 1))
    expect((await send(after.url, 3)).text).toContain('daily_quota_exceeded')
    expect((await send(after.url, 4, keys.full)).text).toContain('invalid_api_key')
    await after.control.advance(24 * 3_600_000)
    expect((await send(after.url, 3)).status).toBe(200)
    await after.stop()
  })

  it('takes orders from another process: faults by name, one for each request', async () => {
    const server = await start('script')
    await server.control.script(['acceptThenDrop', 'badGatewayBefore', 'inFlight'], 50)
    await expect(send(server.url, 1)).rejects.toThrow()
    expect((await send(server.url, 1)).status).toBe(502)
    expect((await send(server.url, 1)).text).toContain('concurrent_idempotent_requests')
    expect((await send(server.url, 1)).status).toBe(200)
    expect(await server.control.accepted()).toMatchObject({ emails: 10, most: 1 })
    await expect(server.control.script(['nonsense' as 'inFlight'])).rejects.toThrow('nonsense')
    await server.stop()
  })
})
