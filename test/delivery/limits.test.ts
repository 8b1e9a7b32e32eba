import { describe, expect, it } from 'vitest'
import type { ReportKind } from '../../src/delivery/report.ts'
import { ScriptedProvider } from './scripted-provider.ts'
import { issueId, openWorkbench, person, smallIssue } from './workbench.ts'

const hour = 3_600_000
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index))
type Bench = Awaited<ReturnType<typeof openWorkbench>>

describe('delivery.dailyCap', () => {
  it('spreads an issue over days, never more than the cap in any 24 hours', async () => {
    await using bench = await openWorkbench(people(500))
    await bench.freeze(smallIssue(['en']), undefined, 120)
    const provider = new ScriptedProvider()
    const perRun: number[] = []
    for (let run = 0; run < 20 && (await bench.submit(provider)).state !== 'done'; run += 1) {
      perRun.push(provider.accepted.size)
      bench.clock.time += 6 * hour
    }
    expect((await bench.status()).state).toBe('done')
    for (const { at } of provider.mails) {
      const inDay = provider.mails.filter((mail) => mail.at > at - 24 * hour && mail.at <= at).length
      expect(inDay).toBeLessThanOrEqual(120)
    }
    expect(perRun.length).toBeGreaterThan(4)
    expect([...provider.accepted.values()].every((times) => times === 1)).toBe(true)
  })

  it('is used to the full, also at two requests a second', async () => {
    await using bench = await openWorkbench(people(1000))
    await bench.freeze(smallIssue(['en']), undefined, 400)
    const provider = new ScriptedProvider()
    provider.requestsPerSecond = 2
    expect(await bench.submit(provider)).toMatchObject({ reason: 'daily_cap' })
    expect(provider.accepted.size).toBe(400)
  })

  it('is not used up by addresses that are refused', async () => {
    await using bench = await openWorkbench(people(7))
    await bench.freeze(smallIssue(['en']), undefined, 3)
    const provider = new ScriptedProvider()
    for (const { values } of await bench.ledger.members(issueId, 2)) provider.refuse.add(values.address)
    for (let day = 0; day < 12 && (await bench.submit(provider)).state !== 'done'; day += 1) {
      bench.clock.time += 25 * hour
    }
    expect(await bench.status()).toMatchObject({ state: 'done', total: { submitted: 6, failed: 1 } })
  })

  it('says from when there is room', async () => {
    await using bench = await openWorkbench(people(250))
    await bench.freeze(smallIssue(['en']), undefined, 100)
    const end = await bench.submit(new ScriptedProvider())
    expect(end).toMatchObject({ state: 'halted', reason: 'daily_cap' })
    expect(end).toMatchObject({ detail: expect.stringContaining('2024-10-02 12:00 UTC') })
  })

  it('cuts batches that fit into a day', async () => {
    await using bench = await openWorkbench(people(50))
    await bench.freeze(smallIssue(['en']), undefined, 20)
    const provider = new ScriptedProvider()
    await bench.submit(provider)
    expect(provider.accepted.size).toBe(20)
  })
})

/** Reports about so many of the accepted deliveries; how they come in is report-store's matter. */
async function report(bench: Bench, provider: ScriptedProvider, report: ReportKind, count: number, from: number) {
  const ids = provider.mails.slice(from, from + count).map(({ id }) => id)
  await bench.db.updateTable('recipients').set({ report }).where('provider_id', 'in', ids).execute()
}

describe('the breaker', () => {
  it('stops an issue whose readers bounce, and goes on from there when a person says so', async () => {
    await using bench = await openWorkbench(people(2500))
    await bench.freeze(smallIssue(['en']), undefined, 700)
    const provider = new ScriptedProvider()
    expect(await bench.submit(provider)).toMatchObject({ reason: 'daily_cap' })
    await report(bench, provider, 'delivered', 600, 0)
    await report(bench, provider, 'bounced', 30, 600)
    bench.clock.time += 25 * hour
    const end = await bench.submit(provider)
    expect(end).toMatchObject({ state: 'halted', reason: 'bounces', detail: expect.stringContaining('added by hand') })
    expect(provider.accepted.size).toBe(700)
    expect(await bench.submit(provider)).toMatchObject({ reason: 'bounces' })
    await bench.ledger.acceptRates(issueId, await bench.ledger.reportCounts(issueId))
    expect(await bench.submit(provider, undefined, { despite: true })).toMatchObject({ reason: 'daily_cap' })
    expect(provider.accepted.size).toBe(1400)
  })

  it('leaves an issue alone whose readers rarely bounce', async () => {
    await using bench = await openWorkbench(people(1500))
    await bench.freeze(smallIssue(['en']), undefined, 700)
    const provider = new ScriptedProvider()
    await bench.submit(provider)
    await report(bench, provider, 'delivered', 600, 0)
    await report(bench, provider, 'bounced', 20, 600)
    bench.clock.time += 25 * hour
    expect(await bench.submit(provider)).toMatchObject({ reason: 'daily_cap' })
  })
})

describe('the clock', () => {
  it('stops when it differs from the provider’s by more than ten minutes; what was answered is kept', async () => {
    await using bench = await openWorkbench(people(2000))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.hints = () => ({ serverTime: bench.clock.now() - 11 * 60_000 })
    const end = await bench.submit(provider)
    expect(end).toMatchObject({ reason: 'clock_skewed', detail: expect.stringContaining('11 minutes ahead') })
    expect(await bench.status()).toMatchObject({ balances: true, total: { submitted: provider.accepted.size } })
    expect(provider.accepted.size).toBeLessThanOrEqual(500)
    provider.hints = () => ({ serverTime: bench.clock.now() + 9 * 60_000 })
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
  })
})

describe('a batch that never gets an answer', () => {
  it('does not keep the others from going out', async () => {
    await using bench = await openWorkbench(people(1200))
    await bench.freeze()
    const provider = new ScriptedProvider()
    const lost = { kind: 'unknown', reached: true, status: 502, message: 'Bad Gateway' } as const
    provider.faultOf = (key) => (key.includes('/3/') ? () => lost : undefined)
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'provider_unreachable' })
    expect(provider.accepted.size).toBe(1100)
    provider.faultOf = undefined
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.size).toBe(1200)
  })

  it('is told from a provider that is gone: then the run stops soon', async () => {
    await using bench = await openWorkbench(people(5000))
    await bench.freeze()
    const provider = new ScriptedProvider()
    const gone = { kind: 'unknown', reached: false, status: null, message: 'ECONNREFUSED' } as const
    provider.faultOf = () => () => gone
    expect(await bench.submit(provider)).toMatchObject({ reason: 'provider_unreachable', detail: 'ECONNREFUSED' })
    expect(provider.requests.length).toBeLessThanOrEqual(15)
  })
})
