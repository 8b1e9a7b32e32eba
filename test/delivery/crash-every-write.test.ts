import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeRandom } from '../../scripts/torture/random.ts'
import type { IssueStatus } from '../../src/delivery/status.ts'
import { CrashBench, type Sent, VirtualClock } from './crash-bench.ts'
import { later, ScriptedProvider, unreachable } from './scripted-provider.ts'
import { person } from './workbench.ts'

const refused = 'reader3@example.org'
const leaver = 'reader5@example.org'
const people = Array.from({ length: 11 }, (_, index) => person(index, { language: index < 7 ? 'en' : 'es' }))
/** Everybody but the one whose address the provider refuses and the one who left. */
const readers = people.map(({ address }) => address).filter((address) => address !== refused && address !== leaver)
/** More runs than any of these stories needs; a run that never ends is a fault too. */
const runsMost = 12

let bench: CrashBench
beforeAll(async () => {
  bench = await CrashBench.open(people)
})
afterAll(() => bench[Symbol.dispose]())

/** A refusal that is lost too would be no refusal: that story ends in `held`, and has a test of its own in submit.test.ts. */
const loseIfAccepted: typeof unreachable = (accept) => {
  const outcome = accept()
  return outcome.kind === 'accepted' ? { kind: 'unknown', reached: true, status: null, message: 'lost' } : outcome
}

/** A provider with every kind of answer in it, so that splitting, repeating and settling are crossed by each crash. */
function scene() {
  const provider = new ScriptedProvider()
  provider.refuse.add(refused)
  const proper: typeof unreachable = (accept) => accept()
  // The first batch is refused and split. A half is lost on its way back, and others are asked to wait, or not reached.
  provider.faults.push(proper, loseIfAccepted, unreachable, later(500), loseIfAccepted, loseIfAccepted, loseIfAccepted)
  return { provider, clock: new VirtualClock(), leavers: [leaver] }
}

/**
 * Run `send`, each run cut where `cuts` says, until nothing is pending. When a run changed nothing more, a day passes:
 * a refusal after an unanswered attempt is no proof, so that batch is asked until its key expires, and then held.
 */
async function sendToTheEnd(
  cuts: (number | undefined)[],
): Promise<{ last: IssueStatus; runs: Sent[] } & ReturnType<typeof scene>> {
  const story = scene()
  const runs: Sent[] = []
  let folder = bench.fresh()
  for (let run = 0; run < runsMost; run += 1) {
    const sent = await bench.send(folder, story, cuts[run])
    const stuck = sent.status && sent.status.total.submitted === runs.at(-1)?.status?.total.submitted
    runs.push(sent)
    folder = sent.folder
    if (sent.status?.total.pending === 0) return { ...story, runs, last: sent.status }
    if (stuck) story.clock.time += 21 * 3_600_000
  }
  throw new Error(`not at its end after ${runsMost} runs: ${JSON.stringify(runs.at(-1)?.status)}`)
}

function expectTruth(provider: ScriptedProvider, status: IssueStatus, wasCut = true): void {
  expect([...provider.accepted].filter(([, times]) => times !== 1)).toEqual([])
  const { total } = status
  expect(status).toMatchObject({ balances: true, total: { candidates: 11, excluded: 1, pending: 0 } })
  expect(total.submitted).toBe(provider.accepted.size)
  if (total.held > 0 && wasCut) {
    // Cut while its first batch was being refused: the halves were never made, and a person decides (reconcile).
    expect(status.state).toBe('halted')
    expect(total.submitted + total.held).toBe(10)
  } else {
    expect([...provider.accepted.keys()].sort()).toEqual([...readers].sort())
    expect(status).toMatchObject({ state: 'done', total: { submitted: 9, failed: 1, held: 0 } })
  }
  const bodies = new Map<string, string>()
  for (const { key, digest } of provider.requests) {
    expect(bodies.get(key) ?? digest, `other bytes under ${key}`).toBe(digest)
    bodies.set(key, digest)
  }
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
  it('leaves nobody out and mails nobody twice, whichever write it comes before', async () => {
    let cut = 1
    for (; ; cut += 1) {
      const { provider, last, runs } = await sendToTheEnd([cut])
      try {
        expectTruth(provider, last)
      } catch (error) {
        throw new Error(`cut before write ${cut}: ${runs[0]?.writes.at(-1)}`, { cause: error })
      }
      if (runs[0]?.status) break
    }
    // The freeze, two editions, a split and its settling: a test that no longer crosses them would count fewer.
    expect(cut).toBeGreaterThan(70)
  })

  it('tells the same story to its end when nothing is cut', async () => {
    const { provider, last } = await sendToTheEnd([])
    expectTruth(provider, last, false)
  })

  it('cuts on both sides of a commit: what it made durable is lost before it and there after it', async () => {
    const { runs } = await sendToTheEnd([])
    const writes = runs[0]?.writes ?? []
    const commits = writes.flatMap((sql, index) => (/^commit/i.test(sql) ? [index + 1] : []))
    expect(commits.length).toBeGreaterThan(20)
    expect(writes.filter((sql) => /^begin/i.test(sql))).toHaveLength(commits.length)
    const arming = commits.find((at) => writes[at - 2]?.includes('insert into "attempts"')) ?? 0
    const attempts = async (cutBefore: number): Promise<number> => {
      const { folder } = await bench.send(bench.fresh(), scene(), cutBefore)
      return countRows(folder, 'attempts')
    }
    expect(await attempts(arming)).toBe(0)
    expect(await attempts(arming + 1)).toBe(1)
  })

  it('and again in the run that goes on after it', async () => {
    const random = makeRandom(20241001)
    const { runs } = await sendToTheEnd([])
    const whole = runs[0]?.writes.length ?? 0
    for (let pair = 0; pair < 40; pair += 1) {
      const cuts = [1 + Math.floor(random() * whole), 1 + Math.floor(random() * whole), 1 + Math.floor(random() * 40)]
      const { provider, last } = await sendToTheEnd(cuts)
      try {
        expectTruth(provider, last)
      } catch (error) {
        throw new Error(`cuts before writes ${cuts.join(', ')}`, { cause: error })
      }
    }
  })
})
