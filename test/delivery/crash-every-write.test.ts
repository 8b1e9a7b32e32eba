import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../scripts/sample/seeded-random.ts'
import type { IssueStatus } from '../../src/delivery/status.ts'
import { CrashBench, type Sent, VirtualClock } from './crash-bench.ts'
import { ModelProvider } from './model-provider.ts'
import { person } from './workbench.ts'

const refused = 'reader3@example.org'
const leaver = 'reader5@example.org'
const people = Array.from({ length: 11 }, (_, index) => person(index, { language: index < 7 ? 'en' : 'es' }))
/** Everybody but the one whose address the provider refuses and the one who left. */
const readers = people.map(({ address }) => address).filter((address) => address !== refused && address !== leaver)
const hour = 3_600_000
/** More runs than any of these stories needs; a run that never ends is a fault too. */
const runsMost = 12

/** In `npm run torture` a thousand, with a seed of its own. */
const pairs = Number(process.env.CUT_PAIRS ?? 40)

let bench: CrashBench
beforeAll(async () => {
  bench = await CrashBench.open(people)
})
afterAll(() => bench[Symbol.dispose]())

/**
 * A story with everything in it: the batch with the bad address gets no answer at first, so that no refusal of it proves
 * anything, it is held when its key expires, found absent and begun anew under a second key, refused cleanly and split;
 * the other is accepted and the answer lost. Halves are lost too, not reached, or asked to wait.
 */
function scene() {
  const clock = new VirtualClock()
  const provider = new ModelProvider(clock)
  provider.refuses.add(refused)
  provider.faults.push(
    'dropped',
    'lost',
    'unreached',
    'later',
    'proper',
    'proper',
    'proper',
    'lost',
    'lost',
    'unreached',
  )
  return { provider, clock, leavers: [leaver] }
}

/**
 * Run `send` until everybody's fate is known. `cut` says before which write of the next run the power fails, given the
 * runs so far. Between the runs time passes: hours until a listing is believed, a day until a key expires.
 */
async function sendToTheEnd(
  cut: (runs: Sent[]) => number | undefined,
): Promise<{ last: IssueStatus; runs: Sent[] } & ReturnType<typeof scene>> {
  const story = scene()
  const runs: Sent[] = []
  let folder = bench.fresh()
  while (runs.length < runsMost) {
    const sent = await bench.send(folder, story, cut(runs))
    runs.push(sent)
    folder = sent.folder
    if (sent.status?.state === 'done') return { ...story, runs, last: sent.status }
    if (sent.status) story.clock.time += sent.status.total.pending > 0 ? 21 * hour : 3 * hour
  }
  throw new Error(`not at its end after ${runsMost} runs: ${JSON.stringify(runs.at(-1)?.status)}`)
}

function expectTruth({ accepted, broken }: ModelProvider, status: IssueStatus): void {
  expect(accepted.map(({ to }) => to).sort()).toEqual([...readers].sort())
  expect(broken).toEqual([])
  expect(status).toMatchObject({
    state: 'done',
    balances: true,
    total: { candidates: 11, excluded: 1, submitted: 9, failed: 1, held: 0, pending: 0 },
  })
}

function countWrites(runs: Sent[]): number {
  return runs.reduce((sum, { writes }) => sum + writes.length, 0)
}

function countRows(folder: string, table: 'attempts'): number {
  const database = new Database(join(folder, 'wayforward.db'))
  try {
    const { count } = database.prepare(`select count(*) as count from ${table}`).get() as { count: number }
    return count
  } finally {
    database.close()
  }
}

describe('a crash at every write of the ledger', () => {
  it('tells the whole story when nothing is cut', async () => {
    const { provider, last, runs } = await sendToTheEnd(() => undefined)
    expectTruth(provider, last)
    const sql = runs.flatMap(({ writes }) => writes).join('\n')
    for (const table of ['recipients', 'editions', 'batches', 'attempts', 'issues']) expect(sql).toContain(table)
    expect(new Set(provider.accepted.map(({ key }) => key)).size).toBeGreaterThan(2)
    expect(runs.length).toBeGreaterThan(2)
  })

  it('leaves nobody out and mails nobody twice, whichever write it comes before', async () => {
    let cut = 1
    for (let wasCut = true; wasCut; cut += 1) {
      // The cut falls on the whole story, in whichever run that write happens.
      const { provider, last, runs } = await sendToTheEnd((before) =>
        before.some(({ status }) => !status) ? undefined : cut - countWrites(before),
      )
      wasCut = runs.some(({ status }) => status === undefined)
      try {
        expectTruth(provider, last)
      } catch (error) {
        throw new Error(`cut before write ${cut}`, { cause: error })
      }
    }
    // The freeze, holding, resolving, a split and its settling: a story that lost a part of it would count fewer.
    expect(cut).toBeGreaterThan(120)
  })

  it('cuts on both sides of a commit: what it made durable is lost before it and there after it', async () => {
    const { runs } = await sendToTheEnd(() => undefined)
    const writes = runs[0]?.writes ?? []
    const commits = writes.flatMap((sql, index) => (/^commit/i.test(sql) ? [index + 1] : []))
    expect(commits.length).toBeGreaterThan(15)
    expect(writes.filter((sql) => /^begin/i.test(sql))).toHaveLength(commits.length)
    const arming = commits.find((at) => writes[at - 2]?.includes('insert into "attempts"')) ?? 0
    const attempts = async (cutBefore: number): Promise<number> => {
      const { folder } = await bench.send(bench.fresh(), scene(), cutBefore)
      return countRows(folder, 'attempts')
    }
    expect(await attempts(arming)).toBe(0)
    expect(await attempts(arming + 1)).toBe(1)
  })

  it('and again in the runs that go on after it', { timeout: 120_000 + 3000 * pairs }, async () => {
    const random = seededRandom(Number(process.env.CUT_SEED ?? 20241001))
    const { runs } = await sendToTheEnd(() => undefined)
    const most = runs[0]?.writes.length ?? 0
    for (let pair = 0; pair < pairs; pair += 1) {
      const cuts = [most, most, 40].map((writes) => 1 + Math.floor(random() * writes))
      const { provider, last } = await sendToTheEnd((before) => cuts[before.length])
      try {
        expectTruth(provider, last)
      } catch (error) {
        throw new Error(`cuts before writes ${cuts.join(', ')}`, { cause: error })
      }
    }
  })
})
