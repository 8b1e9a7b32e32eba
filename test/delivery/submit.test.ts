import { describe, expect, it } from 'vitest'
import { retryWindowMs } from '../../src/delivery/batch-history.ts'
import { type Settled, submitIssue } from '../../src/delivery/submit.ts'
import { acceptThenLose, keyRevoked, later, ScriptedProvider, unreachable } from './scripted-provider.ts'
import { noon, openWorkbench, person, smallIssue } from './workbench.ts'

const people = (count: number) => Array.from({ length: count }, (_, index) => person(index))

/** Nobody twice: what every test ends with. */
function expectNobodyTwice(provider: ScriptedProvider): void {
  expect([...provider.accepted.values()].filter((times) => times > 1)).toEqual([])
}

describe('submitting a frozen issue', () => {
  it('hands every recipient over once, and a second run hands over nothing', async () => {
    await using bench = await openWorkbench(people(250))
    await bench.freeze()
    const provider = new ScriptedProvider()
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.size).toBe(250)
    expect(provider.requests.map(({ key }) => key).sort()).toEqual([
      'wf/test-list/2024-10-test/1/1',
      'wf/test-list/2024-10-test/2/1',
      'wf/test-list/2024-10-test/3/1',
    ])
    await bench.submit(provider)
    expect(provider.requests).toHaveLength(3)
    expectNobodyTwice(provider)
    expect(await bench.status()).toMatchObject({ state: 'done', balances: true, total: { submitted: 250, pending: 0 } })
  })

  it('greets each reader by their own name and signs them out by their own link', async () => {
    await using bench = await openWorkbench([person(1, { name: 'Ana & <b>Bo' }), person(2)])
    await bench.freeze()
    const provider = new ScriptedProvider()
    await bench.submit(provider)
    const [ana, other] = provider.messages.sort((a, b) => a.to.localeCompare(b.to))
    expect(ana?.html).toContain('Dear Ana &amp; &lt;b&gt;Bo,')
    expect(other?.html).toContain('Dear friend,')
    const link = /href="https:\/\/news\.example\.org\/u\/([\w-]+)"/.exec(ana?.html ?? '')?.[1] ?? ''
    expect(ana?.headers['List-Unsubscribe']).toBe(`<https://news.example.org/u/${link}>`)
    expect(bench.vault.readLinkToken(link)).toEqual(bench.vault.addressHash('reader1@example.org'))
  })

  it('repeats the same key and bytes after a lost answer, so that nobody gets it twice', async () => {
    await using bench = await openWorkbench(people(30))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faults.push(acceptThenLose, unreachable)
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(new Set(provider.requests.map(({ key, digest }) => `${key} ${digest}`)).size).toBe(1)
    expect(provider.requests).toHaveLength(3)
    expectNobodyTwice(provider)
    expect(await bench.status()).toMatchObject({ balances: true, total: { submitted: 30 } })
  })

  it('stops when the provider stays unreachable, and the next run goes on', async () => {
    await using bench = await openWorkbench(people(150))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faults.push(...Array.from({ length: 8 }, () => unreachable))
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'provider_unreachable' })
    expect(await bench.status()).toMatchObject({ state: 'halted', balances: true, total: { pending: 150 } })
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.size).toBe(150)
    expectNobodyTwice(provider)
  })

  it('waits as long as the provider asks, and spends nothing on it', async () => {
    await using bench = await openWorkbench(people(5))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faults.push(...Array.from({ length: 10 }, () => later(700)))
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(bench.clock.slept).toEqual(Array.from({ length: 10 }, () => 700))
  })

  it('finds the one address that is refused, and delivers to all others', async () => {
    await using bench = await openWorkbench(people(40))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.refuse.add('reader17@example.org')
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.size).toBe(39)
    expectNobodyTwice(provider)
    expect(await bench.status()).toMatchObject({
      balances: true,
      total: { candidates: 40, submitted: 39, failed: 1, pending: 0 },
      failures: { validation_error: 1 },
    })
  })

  it('names whom the provider refused, by delivery and masked address, and nobody else', async () => {
    await using bench = await openWorkbench(people(12))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.refuse.add('reader7@example.org')
    await bench.submit(provider)
    const { refusals } = await bench.status()
    expect(refusals).toEqual([
      { delivery: expect.stringMatching(/^[0-9a-f]{32}$/), maskedAddress: 'r…@e….org', reason: 'validation_error' },
    ])
  })

  it.each([1, 3, 250])('stops when every e-mail is refused: with %i readers nobody is marked failed', async (count) => {
    await using bench = await openWorkbench(people(count))
    await bench.freeze()
    const provider = new ScriptedProvider()
    for (const { address } of people(count)) provider.refuse.add(address)
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'mails_refused' })
    expect(provider.requests.length).toBeLessThan(12)
    expect(await bench.status()).toMatchObject({ balances: true, total: { failed: 0, pending: count } })
    provider.refuse.clear()
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.size).toBe(count)
    expectNobodyTwice(provider)
  })

  it.each([0, 1])('fails the one bad address of two, whichever of them it is (%i)', async (bad) => {
    await using bench = await openWorkbench(people(2))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.refuse.add(`reader${bad}@example.org`)
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(await bench.status()).toMatchObject({ balances: true, total: { submitted: 1, failed: 1 } })
  })

  it('is not stopped by an edition whose only reader is refused', async () => {
    await using bench = await openWorkbench([person(500), ...people(90).map((other) => ({ ...other, language: 'es' }))])
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.refuse.add('reader500@example.org')
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(await bench.status()).toMatchObject({ balances: true, total: { submitted: 90, failed: 1 } })
  })

  it('goes on with the others when one batch is refused after a lost answer', async () => {
    await using bench = await openWorkbench(people(300))
    await bench.freeze()
    const provider = new ScriptedProvider()
    const refusal = () =>
      ({ kind: 'refused', scope: 'message', status: 422, error: 'validation_error', message: '' }) as const
    provider.faults.push(acceptThenLose, refusal)
    await bench.submit(provider)
    expect(provider.accepted.size).toBe(300)
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expectNobodyTwice(provider)
  })

  it('counts each person once in its progress, also when a batch is held after somebody left', async () => {
    await using bench = await openWorkbench(people(3))
    const frozen = await bench.freeze()
    await bench.audience.suppress(bench.vault.addressHash('reader0@example.org'), 'unsubscribed', noon)
    const provider = new ScriptedProvider()
    provider.faults.push(() => ({
      ...{ kind: 'refused', scope: 'protocol', status: 409 },
      ...{ error: 'invalid_idempotent_request', message: '' },
    }))
    const seen: Settled[] = []
    const { ledger, clock } = bench
    await submitIssue(frozen, { ledger, provider, clock, onProgress: (settled) => seen.push(settled) })
    expect(seen.at(-1)).toEqual({ submitted: 0, excluded: 1, failed: 0, held: 2 })
    expect((await bench.status()).total).toMatchObject({ excluded: 1, held: 2 })
  })

  it('holds a batch that another request kept busy for over twenty hours: that one may have been accepted', async () => {
    await using bench = await openWorkbench(people(2))
    await bench.freeze()
    const provider = new ScriptedProvider()
    const busy = { kind: 'later', retryAfterMs: 3_600_000, error: 'concurrent', inFlight: true } as const
    provider.faults.push(...Array.from({ length: 40 }, () => () => busy))
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'provider_unreachable' })
    const asked = provider.requests.length
    expect(asked).toBeLessThanOrEqual(8)
    bench.clock.time += retryWindowMs + 1
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'held' })
    expect(provider.requests).toHaveLength(asked)
  })

  it('does nothing with a batch that is settled, whoever asks', async () => {
    await using bench = await openWorkbench(people(2))
    await bench.freeze()
    const [batch] = await bench.ledger.openBatches('2024-10-test', 1, 0)
    if (!batch) throw new Error('no batch')
    await bench.submit(new ScriptedProvider())
    expect(await bench.ledger.arm(batch, 0, () => new Uint8Array())).toEqual({ kind: 'settled' })
    await bench.ledger.settle(batch, { kind: 'held', at: 0, status: null, error: 'late' })
    expect(await bench.status()).toMatchObject({ state: 'done', balances: true, total: { submitted: 2, held: 0 } })
    expect(await bench.db.selectFrom('batches').select('state').execute()).toEqual([{ state: 'accepted' }])
  })

  it('does not split a batch after a lost answer: the refusal proves nothing about the first attempt', async () => {
    await using bench = await openWorkbench(people(4))
    await bench.freeze()
    const provider = new ScriptedProvider()
    const refusal = () =>
      ({ kind: 'refused', scope: 'message', status: 422, error: 'validation_error', message: '' }) as const
    provider.faults.push(acceptThenLose, refusal, refusal, refusal)
    // Each run asks once more, under the same key.
    for (let run = 0; run < 3; run += 1) {
      expect(await bench.submit(provider)).toMatchObject({ state: 'halted' })
    }
    expect(new Set(provider.requests.map(({ key }) => key)).size).toBe(1)
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expectNobodyTwice(provider)
    expect(provider.accepted.size).toBe(4)
  })

  it('halts on a revoked key with nobody lost', async () => {
    await using bench = await openWorkbench(people(8))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faults.push(keyRevoked)
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'provider_refused' })
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.size).toBe(8)
  })

  it('holds a batch whose fate is unknown for over twenty hours, and never sends it blindly', async () => {
    await using bench = await openWorkbench(people(8))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faults.push(acceptThenLose, ...Array.from({ length: 7 }, () => unreachable))
    await bench.submit(provider)
    bench.clock.time += retryWindowMs + 1
    const before = provider.requests.length
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'held' })
    expect(provider.requests).toHaveLength(before)
    expect(await bench.status()).toMatchObject({ balances: true, reason: 'held', total: { held: 8, pending: 0 } })
  })

  it('leaves out who left between the freeze and the first arming, each for a reason', async () => {
    await using bench = await openWorkbench(people(6))
    await bench.freeze()
    const hash = (index: number) => bench.vault.addressHash(`reader${index}@example.org`)
    await bench.audience.suppress(hash(0), 'unsubscribed', noon)
    await bench.audience.suppress(hash(1), 'complained', noon)
    await bench.audience.remove(hash(2))
    const provider = new ScriptedProvider()
    await bench.submit(provider)
    expect([...provider.accepted.keys()].sort()).toEqual([3, 4, 5].map((index) => `reader${index}@example.org`))
    expect(await bench.status()).toMatchObject({
      balances: true,
      exclusions: { unsubscribed: 1, suppressed: 1, deleted: 1 },
      total: { candidates: 6, excluded: 3, submitted: 3 },
    })
  })

  it('lets the bytes stand once a batch was armed, even for someone who leaves then', async () => {
    await using bench = await openWorkbench(people(3))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faults.push(acceptThenLose, ...Array.from({ length: 7 }, () => unreachable))
    await bench.submit(provider)
    await bench.audience.suppress(bench.vault.addressHash('reader1@example.org'), 'unsubscribed', noon)
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(new Set(provider.requests.map(({ digest }) => digest)).size).toBe(1)
    expect(await bench.status()).toMatchObject({ balances: true, total: { submitted: 3 } })
  })

  it('finishes what is under way and begins nothing new when it is stopped', async () => {
    await using bench = await openWorkbench(people(1000))
    await bench.freeze()
    const stop = new AbortController()
    const provider = new ScriptedProvider()
    provider.faults.push((accept) => {
      stop.abort()
      return accept()
    })
    expect(await bench.submit(provider, stop.signal)).toMatchObject({ state: 'halted', reason: 'stopped' })
    // A few requests are under way side by side.
    expect(provider.accepted.size).toBeLessThanOrEqual(500)
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.size).toBe(1000)
    expectNobodyTwice(provider)
  })

  it('forgets the sealed address of a recipient whose batch is settled', async () => {
    await using bench = await openWorkbench(people(3))
    await bench.freeze()
    await bench.submit(new ScriptedProvider())
    const rows = await bench.db.selectFrom('recipients').select('sealed').execute()
    expect(rows.map(({ sealed }) => sealed)).toEqual([null, null, null])
  })
})

describe('freezing', () => {
  it('counts who waits for their language, and who reads another', async () => {
    const waiting = [person(10, { language: 'vi' }), person(11, { language: 'vi' }), person(12, { language: 'es' })]
    await using bench = await openWorkbench([...people(4), ...waiting])
    const prepared = smallIssue(['en', 'es'])
    await bench.freeze(prepared)
    expect(await bench.status()).toMatchObject({
      state: 'frozen',
      balances: true,
      exclusions: { 'no-language': 2 },
      total: { candidates: 7, excluded: 2, pending: 5 },
      editions: [
        { id: 'en', candidates: 4 },
        { id: 'es', candidates: 1 },
      ],
    })
  })

  it('gives each reader the edition of their segments', async () => {
    await using bench = await openWorkbench([
      person(1, { topics: ['policy'] }),
      person(2, { topics: ['policy', 'legal'] }),
      person(3),
    ])
    const rule = (pattern: string) => ({ kind: 'text', field: 'topic', pattern }) as const
    const segments = ['legal', 'policy'].map((name) => ({ name, rule: rule(name) }))
    await bench.freeze(smallIssue(['en'], segments))
    const { editions } = await bench.status()
    expect(editions.map(({ id, candidates }) => [id, candidates])).toEqual([
      ['en', 1],
      ['en+legal+policy', 1],
      ['en+policy', 1],
    ])
  })

  it('discards an attempt that fails, and an attempt that was killed', async () => {
    await using bench = await openWorkbench(people(5))
    const broken = { ...smallIssue(['en']), render: () => Promise.reject(new Error('template broke')) }
    await expect(bench.freeze(broken)).rejects.toThrow('template broke')
    expect(await bench.status()).toMatchObject({ state: 'draft' })

    await bench.ledger.beginFreeze('2024-10-test', [], 0)
    await bench.freeze()
    expect(await bench.status()).toMatchObject({ state: 'frozen', balances: true, total: { candidates: 5 } })
  })

  it('asks anew when the list changed by more than a fifth since a person said yes', async () => {
    await using bench = await openWorkbench(people(10))
    await expect(bench.freeze(smallIssue(['en']), 8)).rejects.toMatchObject({ code: 'audience_changed' })
    expect(await bench.status()).toMatchObject({ state: 'draft' })
    await bench.freeze(smallIssue(['en']), 9)
    expect(await bench.status()).toMatchObject({ state: 'frozen', total: { candidates: 10 } })
  })

  it('starts the undo delay when the freeze is complete, however long it took', async () => {
    await using bench = await openWorkbench(people(3))
    const slow = smallIssue(['en'])
    const { notBefore } = await bench.freeze({
      ...slow,
      render: (groupings) => {
        bench.clock.time += 600_000
        return slow.render(groupings)
      },
    })
    expect(notBefore).toBe(noon + 600_000)
  })

  it('counts who leaves while it is under way as an exclusion, and is completed', async () => {
    await using bench = await openWorkbench(people(10))
    const prepared = smallIssue(['en'])
    await bench.freeze({
      ...prepared,
      render: async (groupings) => {
        await bench.audience.remove(bench.vault.addressHash('reader4@example.org'))
        await bench.audience.suppress(bench.vault.addressHash('reader5@example.org'), 'unsubscribed', noon)
        return await prepared.render(groupings)
      },
    })
    expect(await bench.status()).toMatchObject({
      state: 'frozen',
      balances: true,
      exclusions: { deleted: 1, unsubscribed: 1 },
      total: { candidates: 10, pending: 8 },
    })
  })

  it('balances while it is under way', async () => {
    await using bench = await openWorkbench(people(5))
    await bench.ledger.beginFreeze('2024-10-test', [], 0)
    expect(await bench.status()).toMatchObject({ state: 'freezing', balances: true, total: { pending: 5 } })
  })

  it('notices when a recipient is moved to another edition afterwards', async () => {
    await using bench = await openWorkbench([...people(3), person(4, { language: 'es' })])
    await bench.freeze()
    expect((await bench.status()).balances).toBe(true)
    await bench.db.updateTable('recipients').set({ edition: 'en' }).where('edition', '=', 'es').execute()
    expect((await bench.status()).balances).toBe(false)
  })

  it('never freezes an issue a second time', async () => {
    await using bench = await openWorkbench(people(5))
    await bench.freeze()
    await expect(bench.freeze()).rejects.toThrow('frozen')
  })

  it('reads nothing but the ledger afterwards: the list may change under it', async () => {
    await using bench = await openWorkbench(people(5))
    await bench.freeze()
    await bench.audience.upsertSubscribers([person(3, { name: 'New Name', language: 'es' }), person(99)], noon)
    const provider = new ScriptedProvider()
    await bench.submit(provider)
    expect(provider.accepted.size).toBe(5)
    expect(provider.messages.every(({ html }) => html.includes('Dear friend,'))).toBe(true)
  })
})
