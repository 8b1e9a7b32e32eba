import { describe, expect, it } from 'vitest'
import { type ReconcileOptions, reconcile } from '../../src/delivery/reconcile.ts'
import { submitIssue } from '../../src/delivery/submit.ts'
import { acceptThenLose, keyRevoked, later, ScriptedProvider } from './scripted-provider.ts'
import { readerOf } from './scripted-reader.ts'
import { issueId, noon, openWorkbench, person } from './workbench.ts'

const hour = 3_600_000
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index))
type Bench = Awaited<ReturnType<typeof openWorkbench>>
const lost = { kind: 'unknown', reached: true, status: 502, message: 'Bad Gateway' } as const

function expectNobodyTwice(provider: ScriptedProvider): void {
  expect([...provider.accepted].filter(([, times]) => times > 1)).toEqual([])
}

/** Remembers a key for 24 hours by a clock of its own, as Resend does. */
class ForgetfulProvider extends ScriptedProvider {
  readonly #firstAt = new Map<string, number>()

  constructor(readonly time: () => number) {
    super()
  }

  override async submit(request: Parameters<ScriptedProvider['submit']>[0]) {
    const firstAt = this.#firstAt.get(request.key) ?? this.time()
    this.#firstAt.set(request.key, firstAt)
    const day = Math.floor((this.time() - firstAt) / (24 * hour))
    return await super.submit({ ...request, key: `${request.key}~${day}` })
  }
}

async function holdOne(bench: Bench): Promise<ScriptedProvider> {
  await bench.freeze()
  const provider = new ScriptedProvider()
  provider.faultOf = (key) => (key.includes('/2/') ? acceptThenLose : undefined)
  await bench.submit(provider)
  bench.clock.time += 22 * hour
  expect(await bench.submit(provider)).toMatchObject({ reason: 'held' })
  provider.faultOf = undefined
  return provider
}

async function ask(bench: Bench, options: Partial<ReconcileOptions>) {
  const frozen = await bench.ledger.find(issueId)
  if (!frozen) throw new Error('not frozen')
  return await reconcile(frozen, { ledger: bench.ledger, clock: bench.clock, ...options })
}

describe('time', () => {
  it('that passes while a batch waits for its turn is counted: a computer that slept there does not repeat a key', async () => {
    await using bench = await openWorkbench(people(10))
    await bench.freeze()
    const provider = new ForgetfulProvider(bench.clock.now)
    provider.faults.push(acceptThenLose, later(60_000))
    const { sleep } = bench.clock
    bench.clock.sleep = async (ms) => {
      await sleep(ms)
      if (ms > 30_000) bench.clock.time += 30 * hour
    }
    expect(await bench.submit(provider)).toMatchObject({ reason: 'held' })
    expectNobodyTwice(provider)
  })

  it('noted under a clock that was ahead is not believed: the batch is held', async () => {
    await using bench = await openWorkbench(people(10))
    await bench.freeze()
    let real = 0
    const provider = new ForgetfulProvider(() => real)
    bench.clock.time = noon + 30 * hour
    provider.faults.push(acceptThenLose, ...Array.from({ length: 7 }, () => () => lost))
    await bench.submit(provider)
    real += 25 * hour
    bench.clock.time = noon + 25 * hour
    expect(await bench.submit(provider)).toMatchObject({ reason: 'held' })
    expectNobodyTwice(provider)
  })
})

describe('a listing that is not as it should be', () => {
  it('proves presence even without subjects', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench)
    const { reader } = readerOf(provider)
    const emails = reader.emails.bind(reader)
    reader.emails = async (after) => {
      const page = await emails(after)
      if (page.kind === 'read') for (const email of page.value.emails) email.subject = ''
      return page
    }
    expect(await ask(bench, { reader })).toMatchObject({ found: 50 })
  })

  it('proves nothing where it shows a reader’s e-mail without tags', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench)
    const { reader } = readerOf(provider)
    reader.tags = async () => ({ kind: 'read', value: {} })
    expect(await ask(bench, { reader })).toMatchObject({ renewed: 0, open: [{ reason: { why: 'not_read' } }] })
  })

  it('proves nothing where a page is empty and yet there is more', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench)
    const { reader } = readerOf(provider)
    const seen = provider.mails.filter(({ id }) => id.includes('/1/'))
    reader.emails = async (after) => {
      const emails = after ? [] : seen.map(({ id, at, to, subject }) => ({ id, at, to: [to], subject }))
      return { kind: 'read', value: { emails, more: true } }
    }
    expect(await ask(bench, { reader })).toMatchObject({ renewed: 0, open: [{ reason: { why: 'not_read' } }] })
  })
})

describe('another copy of the ledger', () => {
  it('that split a batch settles nobody here who was not seen at the provider', async () => {
    await using bench = await openWorkbench(people(20))
    await bench.freeze()
    await using original = await openWorkbench(people(20))
    await original.freeze()
    const provider = new ScriptedProvider()
    provider.refuse.add('reader3@example.org')
    const stop = new AbortController()
    provider.onRequest = async (count) => {
      if (count === 3) stop.abort()
    }
    await original.submit(provider, stop.signal)
    expect(provider.accepted.size).toBeGreaterThan(0)
    bench.clock.time += 30 * hour
    const result = await ask(bench, { reader: readerOf(provider).reader, all: true })
    expect(result).toMatchObject({ found: 0, open: [{ reason: { why: 'partly_found' } }] })
    expect((await bench.status()).total.submitted).toBe(0)
  })

  it('that tried an armed batch a while ago keeps its key: nothing is renewed on this one’s word', async () => {
    await using bench = await openWorkbench(people(150))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faultOf = (key) => (key.includes('/2/') ? () => lost : undefined)
    await bench.submit(provider)
    await using original = await openWorkbench(people(150))
    await original.freeze()
    provider.faultOf = undefined
    original.clock.time = bench.clock.time + 3 * hour
    await original.submit(provider)
    bench.clock.time += 3 * hour + 10 * 60_000
    const lagging = readerOf(provider, {
      hide: (to) => provider.mails.some((mail) => mail.to === to && mail.id.includes('/2/')),
    })
    expect(await ask(bench, { reader: lagging.reader, all: true })).toMatchObject({ renewed: 0 })
    await bench.submit(provider)
    expectNobodyTwice(provider)
  })
})

describe('cancelling', () => {
  it('mails nobody whose batch was only ever refused', async () => {
    await using bench = await openWorkbench(people(1000))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faultOf = () => keyRevoked
    await bench.submit(provider)
    expect(await bench.ledger.cancel(issueId, bench.clock.now())).toBe('cancelled')
    provider.faultOf = undefined
    await bench.submit(provider, undefined, { despite: true })
    expect(provider.accepted.size).toBe(0)
    expect(await bench.status()).toMatchObject({ state: 'done', balances: true, exclusions: { cancelled: 1000 } })
  })

  it('keeps a restored issue from becoming a draft that is sent to everybody again', async () => {
    await using bench = await openWorkbench(people(3))
    await bench.freeze()
    await bench.ledger.halt(issueId, 'ledger_doubtful', 'Restored.')
    expect(await bench.ledger.cancel(issueId, noon)).toBe('cancelled')
    expect(await bench.status()).toMatchObject({ state: 'done', balances: true })
  })

  it('between reading the batches and the first arming ends the run without a fault', async () => {
    await using bench = await openWorkbench(people(3))
    const frozen = await bench.freeze()
    const { ledger, clock } = bench
    const attempts = ledger.attempts.bind(ledger)
    ledger.attempts = async (issue, seq) => {
      await ledger.cancel(issueId, 0)
      return await attempts(issue, seq)
    }
    expect(await submitIssue(frozen, { ledger, provider: new ScriptedProvider(), clock })).toEqual({
      state: 'discarded',
    })
  })
})

describe('halts', () => {
  it('that a person ends are replaced by no other, and a doubt about the ledger by none', async () => {
    await using bench = await openWorkbench(people(3))
    await bench.freeze()
    const reason = async () => (await bench.ledger.find(issueId))?.reason
    await bench.ledger.halt(issueId, 'paused', null)
    await bench.ledger.halt(issueId, 'pages_failing', 'x')
    expect(await reason()).toBe('paused')
    await bench.ledger.halt(issueId, 'ledger_doubtful', 'Restored.')
    await bench.ledger.halt(issueId, 'paused', null)
    expect(await reason()).toBe('ledger_doubtful')
  })

  it('do not stand on an issue that everybody has', async () => {
    await using bench = await openWorkbench(people(600))
    await bench.freeze()
    const provider = new ScriptedProvider()
    const counts = bench.ledger.reportCounts.bind(bench.ledger)
    bench.ledger.reportCounts = async (issue) =>
      provider.accepted.size === 600 ? { delivered: 500, bounced: 60 } : await counts(issue)
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
  })
})

describe('a batch that was only refused so far', () => {
  it('asks again who left, and goes on without them under a key that no other bytes had', async () => {
    await using bench = await openWorkbench(people(5))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faults.push(keyRevoked)
    await bench.submit(provider)
    await bench.audience.suppress(bench.vault.addressHash('reader2@example.org'), 'complained', bench.clock.now())
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.has('reader2@example.org')).toBe(false)
    expect(provider.requests.map(({ key }) => key)).toEqual([
      'wf/test-list/2024-10-test/1/1',
      'wf/test-list/2024-10-test/1/2',
    ])
    expect(await bench.status()).toMatchObject({
      balances: true,
      total: { submitted: 4 },
      exclusions: { suppressed: 1 },
    })
  })
})

describe('a rate limit in other words than the provider’s', () => {
  it('is waited for, and proves nothing: a refusal after it splits no batch', async () => {
    await using bench = await openWorkbench(people(4))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.refuse.add('reader1@example.org')
    provider.faults.push((accept) => {
      accept()
      return { kind: 'later', retryAfterMs: 1000, error: 'rate_limited', unproven: true }
    })
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted' })
    expect(await bench.db.selectFrom('batches').select('state').execute()).toEqual([{ state: 'armed' }])
  })
})

describe('an answer that belongs to another batch', () => {
  it('is not believed: a proxy that repeats one answer to everybody settles one batch', async () => {
    await using bench = await openWorkbench(people(300))
    await bench.freeze()
    const provider = new ScriptedProvider()
    const ids = Array.from({ length: 100 }, (_, index) => `same#${index}`)
    provider.faultOf = () => () => ({ kind: 'accepted', ids })
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted' })
    expect(await bench.status()).toMatchObject({ balances: true, total: { submitted: 100, pending: 200 } })
  })
})
