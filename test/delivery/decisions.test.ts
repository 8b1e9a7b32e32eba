import { describe, expect, it } from 'vitest'
import { ScriptedProvider } from './scripted-provider.ts'
import { issueId, noon, openWorkbench, person } from './workbench.ts'

const people = (count: number) => Array.from({ length: count }, (_, index) => person(index))

describe('pausing', () => {
  it('takes effect before the next batch, and resuming mails the rest once', async () => {
    await using bench = await openWorkbench(people(2000))
    await bench.freeze()
    const provider = new ScriptedProvider()
    // Another process says pause while this one sends.
    provider.onRequest = async (count) => {
      if (count === 1) await bench.ledger.halt(issueId, 'paused', null)
    }
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'paused' })
    // What was in flight side by side is answered and counted; nothing more was begun.
    expect(provider.accepted.size).toBeLessThanOrEqual(500)
    expect(await bench.status()).toMatchObject({ balances: true, total: { submitted: provider.accepted.size } })
    provider.onRequest = undefined
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'paused' })
    expect(await bench.submit(provider, undefined, { despite: true })).toEqual({ state: 'done' })
    expect([...provider.accepted.values()].every((times) => times === 1)).toBe(true)
    expect(provider.accepted.size).toBe(2000)
  })

  it('is not undone by a run that ends at the same moment', async () => {
    await using bench = await openWorkbench(people(30))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.onRequest = async () => void (await bench.ledger.halt(issueId, 'paused', null))
    expect(await bench.submit(provider)).toMatchObject({ state: 'halted', reason: 'paused' })
    expect(await bench.status()).toMatchObject({ state: 'halted', reason: 'paused', total: { submitted: 30 } })
  })

  it('says nothing to a draft and to what is over', async () => {
    await using bench = await openWorkbench(people(3))
    expect(await bench.ledger.halt(issueId, 'paused', null)).toBe(false)
    await bench.freeze()
    await bench.submit(new ScriptedProvider())
    expect(await bench.ledger.halt(issueId, 'paused', null)).toBe(false)
    expect(await bench.status()).toMatchObject({ state: 'done' })
  })
})

describe('cancelling', () => {
  it('before the first arming makes the issue a draft again, which can be frozen anew', async () => {
    await using bench = await openWorkbench(people(5))
    await bench.freeze()
    expect(await bench.ledger.cancel(issueId, noon)).toBe('discarded')
    expect(await bench.ledger.find(issueId)).toBeUndefined()
    expect(await bench.db.selectFrom('recipients').selectAll().execute()).toEqual([])
    expect(await bench.db.selectFrom('issue_pictures').selectAll().execute()).toEqual([])
    await bench.freeze()
    expect(await bench.submit(new ScriptedProvider())).toEqual({ state: 'done' })
  })

  it('under a running send gives up what was not armed, settles the rest, and the issue is over for good', async () => {
    await using bench = await openWorkbench(people(2000))
    await bench.freeze()
    const provider = new ScriptedProvider()
    provider.onRequest = async (count) => {
      if (count === 1) expect(await bench.ledger.cancel(issueId, noon)).toBe('cancelled')
    }
    expect(await bench.submit(provider)).toEqual({ state: 'done' })
    const status = await bench.status()
    expect(status).toMatchObject({
      ...{ state: 'done', balances: true },
      total: { submitted: provider.accepted.size, pending: 0 },
      exclusions: { cancelled: 2000 - provider.accepted.size },
    })
    expect(provider.accepted.size).toBeLessThanOrEqual(500)
    const sealed = await bench.db.selectFrom('recipients').select('sealed').where('sealed', 'is not', null).execute()
    expect(sealed).toEqual([])
    await bench.submit(provider)
    expect(provider.requests.length).toBeLessThanOrEqual(5)
  })

  it('begins no new batch for the halves of one that is refused afterwards', async () => {
    await using bench = await openWorkbench(people(140))
    await bench.freeze()
    const provider = new ScriptedProvider()
    await bench.ledger.begin(issueId)
    provider.refuse.add('reader7@example.org')
    provider.onRequest = async (count) => {
      if (count === 1) await bench.ledger.cancel(issueId, noon)
    }
    await bench.submit(provider)
    const status = await bench.status()
    expect(status).toMatchObject({ state: 'done', balances: true, total: { pending: 0, held: 0 } })
    expect(provider.accepted.has('reader7@example.org')).toBe(false)
    expect(status.total.submitted).toBe(provider.accepted.size)
  })
})
