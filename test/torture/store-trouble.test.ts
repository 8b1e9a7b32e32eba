import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { judge } from '../../scripts/torture/judge.ts'
import { sendArguments, sendEnvironment, TortureNewsletter } from '../../scripts/torture/newsletter.ts'
import { stackTrace } from '../cli/workspace.ts'
import { keys } from '../resend/keys.ts'
import { type ResendServer, startResendServer } from '../resend/server.ts'

const recipients = 800
let newsletter: TortureNewsletter
let server: ResendServer

beforeAll(async () => {
  newsletter = await TortureNewsletter.make(recipients)
})
afterAll(() => newsletter[Symbol.dispose]())
beforeEach(async () => {
  newsletter.reset()
  server = await startResendServer({ requestsPerSecond: 500, record: false, latency: () => 40 })
})
afterEach(() => server.close())

/** Frozen and stopped before the first batch, so that what follows strikes in the middle of submitting. */
async function freezeOnly(): Promise<void> {
  const refused = { ...sendEnvironment(server.url), RESEND_API_KEY: keys.revoked }
  expect((await newsletter.workspace.run(sendArguments, refused)).code).toBe(1)
}

async function expectNextRunFinishes(): Promise<void> {
  await newsletter.must(sendArguments, sendEnvironment(server.url))
  expect(judge(recipients, await newsletter.status(), server.account.mailbox.judge())).toEqual([])
}

describe('a store that cannot be written in the middle of a send', () => {
  it('says that the disk is full, and the next run finishes: nobody twice, nobody lost', async () => {
    await freezeOnly()
    // No file of this process may grow past 200 KB: what the system says then is what it says on a full disk.
    const full = await newsletter.workspace.run(sendArguments, sendEnvironment(server.url), { fileLimitKb: 200 })
    expect(full.stdout + full.stderr).not.toMatch(stackTrace)
    expect(full.stderr).toMatch(/store_full|store_failing/)
    expect(full.code).toBe(1)
    const { deliveries } = server.account.mailbox.judge()
    expect(deliveries).toBeGreaterThan(0)
    expect(deliveries).toBeLessThan(recipients)
    await expectNextRunFinishes()
  })

  it('says that another program holds the store, and the next run finishes: nobody twice, nobody lost', async () => {
    await freezeOnly()
    const child = newsletter.workspace.start(sendArguments, sendEnvironment(server.url), {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const ended = once(child, 'exit')
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (text) => {
        said += text
      })
    }
    while (server.account.mailbox.judge().deliveries === 0 && child.exitCode === null) await delay(5)
    const other = new Database(newsletter.workspace.path('.wayforward', 'wayforward.db'), { timeout: 2000 })
    other.exec('begin immediate')
    await ended
    other.exec('rollback')
    other.close()
    expect(said).not.toMatch(stackTrace)
    expect(said).toContain('store_locked')
    expect(child.exitCode).toBe(1)
    expect(server.account.mailbox.judge().deliveries).toBeLessThan(recipients)
    await expectNextRunFinishes()
  })
})
