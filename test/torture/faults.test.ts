import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../scripts/sample/seeded-random.ts'
import { tortureByFaults } from '../../scripts/torture/faults.ts'
import type { Clock } from '../../src/delivery/clock.ts'
import { createResendProvider } from '../../src/provider/resend/resend-provider.ts'
import { CrashBench } from '../delivery/crash-bench.ts'
import { person } from '../delivery/workbench.ts'
import { type FaultName, type MixOptions, namedFaults } from '../resend/fault-mix.ts'
import { startResendServer } from '../resend/server.ts'

const names = Object.keys(namedFaults) as FaultName[]
const people = Array.from({ length: 230 }, (_, index) => person(index, { language: index % 3 === 0 ? 'es' : 'en' }))
/** Runs before an issue counts as stuck: many unknown outcomes in a row halt a run. */
const runsMost = 15

/** Real, so that what hangs or comes late has its time, and hurried. */
const hurried: Clock = {
  now: Date.now,
  sleep: (ms) => new Promise((passed) => setTimeout(passed, Math.min(60, ms / 50))),
}

let bench: CrashBench
beforeAll(async () => {
  bench = await CrashBench.open(people)
})
afterAll(() => bench[Symbol.dispose]())

/** Send to a strict server over a real socket until done; `cuts` take the power from the first runs. */
async function sendThrough(story: { script?: FaultName[]; mix?: MixOptions; cuts?: number[] }): Promise<void> {
  const server = await startResendServer({ requestsPerSecond: 100_000, record: false, faults: story.mix })
  const provider = createResendProvider({
    ...{ apiKey: server.keys.sending, baseUrl: server.url },
    requestsPerSecond: Number.POSITIVE_INFINITY,
  })
  try {
    const scripted = (story.script ?? []).map((name) => namedFaults[name]({ ms: 40 }))
    server.script(...scripted)
    let folder = bench.fresh()
    for (let run = 0; run < runsMost; run += 1) {
      const sent = await bench.send(folder, { provider, clock: hurried, leavers: [] }, story.cuts?.[run])
      folder = sent.folder
      if (sent.status?.state !== 'done') continue
      expect(server.account.mailbox.judge()).toMatchObject({ deliveries: 230, most: 1, mostPerAddress: 1, twice: [] })
      expect(sent.status).toMatchObject({ balances: true, total: { submitted: 230, held: 0, pending: 0 } })
      return
    }
    throw new Error(`not done after ${runsMost} runs`)
  } finally {
    await provider.close()
    await server.close()
  }
}

describe('what goes wrong on the way to Resend and back (at length: npm run torture)', () => {
  it.each(names)('%s, three times in a row: nobody twice, nobody lost', async (name) => {
    await sendThrough({ script: [name, name, name] })
  })

  it.each([
    11, 12, 13, 14, 15, 16,
  ])('two in five requests go wrong, and three runs lose their power (seed %i)', async (seed) => {
    const random = seededRandom(seed)
    const cuts = [20, 60, 60].map((most) => 1 + Math.floor(random() * most))
    await sendThrough({ mix: { seed, rate: 0.4, ms: 40 }, cuts })
  })

  it('two senders at once and a third soon after, each a process of its own', async () => {
    const lines: string[] = []
    const stories = [{ seed: 21, rate: 0.15 }]
    expect(await tortureByFaults({ recipients: 300, stories, log: (line) => lines.push(line) })).toEqual([])
    expect(lines).toHaveLength(1)
  })
})
