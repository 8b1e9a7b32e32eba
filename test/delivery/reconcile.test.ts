import { describe, expect, it } from 'vitest'
import { generationsMost } from '../../src/delivery/batch.ts'
import { type ReconcileOptions, reconcile } from '../../src/delivery/reconcile.ts'
import { acceptThenLose, ScriptedProvider, unreachable } from './scripted-provider.ts'
import { readerOf } from './scripted-reader.ts'
import { issueId, openWorkbench, person } from './workbench.ts'

const hour = 3_600_000
const people = (count: number) => Array.from({ length: count }, (_, index) => person(index))
type Bench = Awaited<ReturnType<typeof openWorkbench>>

/** Two batches: one accepted, which is the canary, and one held after a lost answer, 22 hours ago. */
async function holdOne(bench: Bench, { accepted }: { accepted: boolean }): Promise<ScriptedProvider> {
  await bench.freeze()
  const provider = new ScriptedProvider()
  const lose = accepted ? acceptThenLose : () => ({ ...lost })
  provider.faultOf = (key) => (key.includes('/2/') ? lose : undefined)
  await bench.submit(provider)
  bench.clock.time += 22 * hour
  expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'held' })
  provider.faultOf = undefined
  return provider
}

const lost = { kind: 'unknown', reached: true, status: 502, message: 'Bad Gateway' } as const

async function ask(bench: Bench, options: Partial<ReconcileOptions>) {
  const frozen = await bench.ledger.find(issueId)
  if (!frozen) throw new Error('not frozen')
  return await reconcile(frozen, { ledger: bench.ledger, clock: bench.clock, ...options })
}

function expectNobodyTwice(provider: ScriptedProvider): void {
  expect([...provider.accepted].filter(([, times]) => times !== 1)).toEqual([])
}

describe('reconciling', () => {
  it('finds at the provider what was accepted, and mails nobody again', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench, { accepted: true })
    const { reader, asked } = readerOf(provider)
    expect(await ask(bench, { reader })).toEqual({ found: 50, renewed: 0, givenUp: 0, open: [] })
    expect(asked.tags).toBe(1)
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.size).toBe(150)
    expectNobodyTwice(provider)
    expect(await bench.status()).toMatchObject({ balances: true, total: { submitted: 150, held: 0 } })
  })

  it('proves what was not accepted, and mails it under a new key', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench, { accepted: false })
    expect(await ask(bench, { reader: readerOf(provider).reader })).toMatchObject({ found: 0, renewed: 50, open: [] })
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.requests.at(-1)?.key).toBe('wf/test-list/2024-10-test/2/2')
    expect(provider.accepted.size).toBe(150)
    expectNobodyTwice(provider)
  })

  it('leaves out whoever left meanwhile when a batch is mailed under a new key', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench, { accepted: false })
    await ask(bench, { reader: readerOf(provider).reader })
    const [held] = await bench.ledger.members(issueId, 2)
    if (!held) throw new Error('nobody held')
    await bench.audience.suppress(held.addressHash, 'unsubscribed', bench.clock.now())
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(provider.accepted.has(held.values.address)).toBe(false)
    expect(await bench.status()).toMatchObject({ balances: true, exclusions: { unsubscribed: 1 } })
  })

  it.each([
    ['a listing that fails', { failFromPage: 1 }, 'not_read'],
    ['a listing that breaks off', { failFromPage: 2 }, 'not_read'],
    ['a listing without what surely was accepted', { hide: () => true }, 'not_proven'],
  ])('takes %s for no proof: nothing is sent', async (_, options, why) => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench, { accepted: false })
    // Another newsletter of the account mails much meanwhile.
    const other = { from: '', headers: {}, html: '', reply_to: '', tags: [], text: '', subject: 'Other' }
    for (let n = 0; n < 120; n += 1)
      provider.mails.push({ ...other, to: `n${n}@example.org`, id: `other#${n}`, at: bench.clock.now() })
    const result = await ask(bench, { reader: readerOf(provider, options).reader })
    expect(result).toMatchObject({ found: 0, renewed: 0, open: [{ seq: 2, count: 50, reason: { why } }] })
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'held' })
    expect(provider.accepted.size).toBe(100)
  })

  it('believes no absence in the first two hours, and no reader without a key that may read', async () => {
    await using bench = await openWorkbench(people(150))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faultOf = (key) => (key.includes('/2/') ? () => lost : undefined)
    await bench.submit(provider)
    const differs = {
      kind: 'refused',
      scope: 'protocol',
      status: 409,
      error: 'invalid_idempotent_request',
      message: '',
    } as const
    provider.faultOf = () => () => differs
    await bench.submit(provider)
    expect(await ask(bench, {})).toMatchObject({ open: [{ reason: { why: 'not_askable' } }] })
    const { reader } = readerOf(provider)
    expect(await ask(bench, { reader })).toMatchObject({ renewed: 0, open: [{ reason: { why: 'too_soon' } }] })
    bench.clock.time += 2 * hour + 1
    expect(await ask(bench, { reader })).toMatchObject({ renewed: 50, open: [] })
  })

  it('takes one report about one member as proof that all of the batch was accepted', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench, { accepted: true })
    const mail = provider.mails.find(({ id }) => id.includes('/2/'))
    const tags = Object.fromEntries((mail?.tags ?? []).map(({ name, value }) => [name, value]))
    const event = {
      id: 'msg_1',
      at: bench.clock.now(),
      kind: 'delivered',
      type: 'email.delivered',
      tags,
      detail: null,
    } as const
    expect(await bench.reports.receive({ ...event, emailId: mail?.id }, bench.clock.now())).toBe('applied')
    expect(await ask(bench, {})).toMatchObject({ found: 50, open: [] })
    expect(await bench.status()).toMatchObject({ balances: true, reports: { delivered: 1, noWord: 149 } })
    expectNobodyTwice(provider)
  })

  it('stops after three keys: a batch that goes in circles is a person’s matter, whose word is obeyed', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench, { accepted: false })
    for (let generation = 2; generation <= generationsMost; generation += 1) {
      expect(await ask(bench, { reader: readerOf(provider).reader })).toMatchObject({ renewed: 50 })
      provider.faultOf = () => () => lost
      await bench.submit(provider)
      bench.clock.time += 22 * hour
      expect(await bench.submit(provider)).toMatchObject({ reason: 'held' })
      // Something else of the account, accepted in the new window: the canary.
      provider.faultOf = undefined
      await acceptCanary(bench, provider)
    }
    const result = await ask(bench, { reader: readerOf(provider).reader })
    expect(result).toMatchObject({ renewed: 0, open: [{ seq: 2, reason: { why: 'generations_spent' } }] })
    expect(await bench.submit(provider)).toMatchObject({ reason: 'held' })
    const [batch] = await bench.ledger.unsettled(issueId)
    if (!batch) throw new Error('nothing held')
    await bench.ledger.resolve(batch, { event: 'given_up' }, bench.clock.now())
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expect(await bench.status()).toMatchObject({
      balances: true,
      total: { submitted: 100, failed: 50 },
      failures: { not_resent: 50 },
    })
  })

  it('counts what stays unknown for thirty days as not mailed again, and forgets the addresses', async () => {
    await using bench = await openWorkbench(people(150))
    await holdOne(bench, { accepted: false })
    bench.clock.time += 31 * 24 * hour
    expect(await ask(bench, {})).toMatchObject({ givenUp: 50, open: [] })
    expect(await bench.db.selectFrom('recipients').select('batch').where('sealed', 'is not', null).execute()).toEqual(
      [],
    )
  })

  it('changes nothing when the batch was settled while the provider was asked', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench, { accepted: true })
    const [batch] = await bench.ledger.unsettled(issueId)
    if (!batch) throw new Error('nothing held')
    await ask(bench, { reader: readerOf(provider).reader })
    await bench.ledger.resolve(batch, { event: 'resend_chosen' }, bench.clock.now())
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expectNobodyTwice(provider)
  })

  it('tells a copy from the original: what another ledger sent since is found, planned or not', async () => {
    await using bench = await openWorkbench(people(150))
    await bench.freeze()
    // The same freeze, sent by another ledger that this one knows nothing of.
    const provider = new ScriptedProvider()
    await using other = await openWorkbench(people(150))
    await other.freeze()
    await other.submit(provider)
    bench.clock.time += 30 * hour
    expect(await ask(bench, { reader: readerOf(provider).reader, all: true })).toMatchObject({ found: 150, open: [] })
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    expectNobodyTwice(provider)
  })
})

/** Note an accepted batch of another issue, in the ledger and at the provider. */
async function acceptCanary(bench: Bench, provider: ScriptedProvider): Promise<void> {
  const at = bench.clock.now() - 21 * hour
  const id = `canary#${at}`
  const [mail] = provider.mails
  if (!mail) throw new Error('nothing accepted')
  provider.mails.push({ ...mail, id, at, to: 'canary@example.org' })
  const accepted = await bench.db
    .selectFrom('recipients')
    .select('address_hash')
    .where('provider_id', 'is not', null)
    .limit(1)
    .executeTakeFirstOrThrow()
  await bench.db
    .updateTable('recipients')
    .set({ provider_id: id })
    .where('address_hash', '=', accepted.address_hash)
    .execute()
  await bench.db.updateTable('batches').set({ accepted_at: at }).where('state', '=', 'accepted').execute()
}

describe('a provider that cannot be reached', () => {
  it('is never asked about what it was never sent: no connection, no doubt', async () => {
    await using bench = await openWorkbench(people(10))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.faultOf = () => unreachable
    await bench.submit(provider)
    bench.clock.time += 30 * hour
    provider.faultOf = undefined
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
  })
})

describe('a batch begun under a new key', () => {
  it('is not mailed when a word comes after all that the first key was accepted', async () => {
    await using bench = await openWorkbench(people(150))
    const provider = await holdOne(bench, { accepted: true })
    // A listing that lost what it accepted: it shows the canary, and not the batch.
    const lies = readerOf(provider, {
      hide: (to) => provider.mails.some((mail) => mail.to === to && mail.id.includes('/2/')),
    })
    expect(await ask(bench, { reader: lies.reader })).toMatchObject({ renewed: 50 })
    const mail = provider.mails.find(({ id }) => id.includes('/2/'))
    const tags = Object.fromEntries((mail?.tags ?? []).map(({ name, value }) => [name, value]))
    const at = bench.clock.now()
    await bench.reports.receive({ id: 'm', at, kind: 'delivered', type: 'email.delivered', tags, detail: null }, at)
    expect(await bench.submit(provider)).toMatchObject({ reason: 'held' })
    expectNobodyTwice(provider)
    expect(await ask(bench, {})).toMatchObject({ found: 50 })
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
  })
})
