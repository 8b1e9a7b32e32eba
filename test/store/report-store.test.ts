import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { emailIdOf, joinedAt, openWebhookWorld, type PlannedIssue } from '../../scripts/torture/webhook-world.ts'
import { deliveryTag } from '../../src/delivery/encoder.ts'
import type { ProviderEvent, ReportKind } from '../../src/delivery/report.ts'
import { openKeyRing } from '../../src/store/key-ring.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createReportStore } from '../../src/store/report-store.ts'
import { temporaryFolder, temporaryList } from './temporary-store.ts'

type World = Awaited<ReturnType<typeof openWebhookWorld>>

const day = 24 * 3_600_000
const may: PlannedIssue = {
  issue: '2024-05-may',
  listId: 'our-list',
  frozenAt: joinedAt + day,
  batches: [
    { state: 'armed', members: [0, 1] },
    { state: 'planned', members: [2] },
    { state: 'held', members: [3] },
    { state: 'planned', members: [4], generation: 2 },
  ],
  excluded: [5],
}

function tagsOf(world: World, reader: number, { issue, listId }: Pick<PlannedIssue, 'issue' | 'listId'> = may) {
  return { list: listId, issue, delivery: deliveryTag(world.people[reader]?.hash ?? Buffer.alloc(32)) }
}

let nextId = 0
const word = (kind: ProviderEvent['kind'], more: Partial<ProviderEvent>): ProviderEvent => {
  nextId += 1
  return { id: `msg_${nextId}`, at: joinedAt + 2 * day, kind, type: `email.${kind}`, tags: {}, detail: null, ...more }
}

async function reportOf(world: World, reader: number, issue = may.issue): Promise<string | null | undefined> {
  const row = await world.db
    .selectFrom('recipients')
    .select('report')
    .where('issue', '=', issue)
    .where('address_hash', '=', world.people[reader]?.hash ?? Buffer.alloc(32))
    .executeTakeFirst()
  return row?.report
}

async function suppressionOf(world: World, reader: number): Promise<string | undefined> {
  const hash = world.people[reader]?.hash ?? Buffer.alloc(32)
  const row = await world.db
    .selectFrom('suppressions')
    .select('reason')
    .where('address_hash', '=', hash)
    .executeTakeFirst()
  expect(await world.audience.find(hash), 'on the list exactly when not suppressed').toEqual(
    row ? undefined : expect.anything(),
  )
  return row?.reason
}

const parked = async ({ db }: World) => await db.selectFrom('parked_events').selectAll().execute()

describe('a report', () => {
  test('finds its delivery by the provider’s id, also for an issue whose tags are missing', async () => {
    await using world = await openWebhookWorld(6, [may])
    await world.accept(may, 1)
    expect(await world.reports.receive(word('delivered', { emailId: emailIdOf(may.issue, 1) }), joinedAt)).toBe(
      'applied',
    )
    expect(await reportOf(world, 1)).toBe('delivered')
    expect(await reportOf(world, 0)).toBeNull()
  })

  test('that is known changes nothing, whatever it says the second time', async () => {
    await using world = await openWebhookWorld(6, [may])
    const first = word('delivered', { tags: tagsOf(world, 0) })
    await world.reports.receive(first, joinedAt)
    expect(await world.reports.receive({ ...first, kind: 'complained' }, joinedAt)).toBe('repeated')
    expect(await reportOf(world, 0)).toBe('delivered')
    expect(await suppressionOf(world, 0)).toBeUndefined()
  })

  test.each([
    ['armed', 0],
    ['held', 3],
    ['planned anew after it had been armed', 4],
  ])('finds a delivery whose batch is %s by its tags, and invents no provider id for it', async (_, reader) => {
    await using world = await openWebhookWorld(6, [may])
    const event = word('delivered', { emailId: 'of-another-acceptance', tags: tagsOf(world, reader) })
    expect(await world.reports.receive(event, joinedAt)).toBe('applied')
    expect(await reportOf(world, reader)).toBe('delivered')
    const ids = await world.db
      .selectFrom('recipients')
      .select('provider_id')
      .where('provider_id', 'is not', null)
      .execute()
    expect(ids).toEqual([])
  })

  test.each([
    ['planned', 2],
    ['an exclusion', 5],
  ])('about what is %s is parked, but a bounce still takes the address off the list', async (_, reader) => {
    await using world = await openWebhookWorld(6, [may])
    const tags = tagsOf(world, reader)
    expect(await world.reports.receive(word('delivered', { emailId: 'x', tags }), joinedAt)).toBe('parked')
    expect(await suppressionOf(world, reader)).toBeUndefined()
    expect(await world.reports.receive(word('bounced', { emailId: 'x', tags }), joinedAt)).toBe('parked')
    expect(await reportOf(world, reader)).toBeNull()
    expect(await suppressionOf(world, reader)).toBe('bounced')
  })

  test('about a hole in an armed batch is parked: that reader was not mailed', async () => {
    await using world = await openWebhookWorld(6, [may])
    await world.db.updateTable('recipients').set({ exclusion: 'unsubscribed' }).where('position', '=', 1).execute()
    const event = word('delivered', { emailId: 'x', tags: tagsOf(world, 1) })
    expect(await world.reports.receive(event, joinedAt)).toBe('parked')
    expect(await reportOf(world, 1)).toBeNull()
  })

  test('of another list of the same account is ignored, for an issue we know and for one we do not', async () => {
    await using world = await openWebhookWorld(6, [may])
    for (const issue of [may.issue, '2024-06-theirs']) {
      const tags = tagsOf(world, 0, { issue, listId: 'their-list' })
      expect(await world.reports.receive(word('complained', { emailId: `of ${issue}`, tags }), joinedAt)).toBe(
        'ignored',
      )
    }
    expect(await suppressionOf(world, 0)).toBeUndefined()
    expect(await parked(world)).toEqual([])
  })

  test('of an issue that a restored ledger has forgotten is parked, and its complaint is heard', async () => {
    await using world = await openWebhookWorld(6, [may])
    const tags = tagsOf(world, 0, { issue: '2024-06-forgotten', listId: may.listId })
    expect(await world.reports.receive(word('complained', { emailId: 'x', tags }), joinedAt)).toBe('parked')
    expect(await suppressionOf(world, 0)).toBe('complained')
  })

  test('about no delivery at all is noted and ignored', async () => {
    await using world = await openWebhookWorld(6, [may])
    const about = word('other', { type: 'domain.updated' })
    expect(await world.reports.receive(about, joinedAt)).toBe('ignored')
    expect(await world.reports.receive(about, joinedAt)).toBe('repeated')
    expect(await world.reports.receive(word('delivered', {}), joinedAt)).toBe('ignored')
  })

  test('with tags that are no tags of ours is parked and breaks nothing', async () => {
    await using world = await openWebhookWorld(6, [may])
    for (const delivery of ['', 'zz', '%', 'A'.repeat(32), `${'0'.repeat(31)}'`]) {
      const tags = { ...tagsOf(world, 0), delivery }
      expect(await world.reports.receive(word('bounced', { emailId: 'x', tags }), joinedAt), delivery).toBe('parked')
    }
    expect(await world.db.selectFrom('suppressions').selectAll().execute()).toEqual([])
  })
})

describe('what is parked', () => {
  test('is sealed, and applied in the transaction that accepts its batch', async () => {
    await using world = await openWebhookWorld(6, [may])
    const event = word('bounced', { emailId: emailIdOf(may.issue, 0), detail: 'Permanent General' })
    expect(await world.reports.receive(event, joinedAt)).toBe('parked')
    const [row] = await parked(world)
    expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain('Permanent')
    await world.accept(may, 1)
    expect(await reportOf(world, 0)).toBe('bounced')
    expect(await suppressionOf(world, 0)).toBe('bounced')
    expect(await parked(world)).toEqual([])
  })

  test('under another id, before its batch was armed, is found by its tags', async () => {
    const later: PlannedIssue = { ...may, batches: [{ state: 'planned', members: [0] }] }
    await using world = await openWebhookWorld(6, [later])
    const event = word('delivered', { emailId: 'of-another-acceptance', tags: tagsOf(world, 0) })
    expect(await world.reports.receive(event, joinedAt)).toBe('parked')
    await world.db.updateTable('batches').set({ state: 'armed' }).execute()
    await world.accept(later, 1)
    expect(await reportOf(world, 0)).toBe('delivered')
    expect(await parked(world)).toEqual([])
  })

  test('keeps no batch from being accepted when its bytes are damaged, and costs no other word', async () => {
    await using world = await openWebhookWorld(6, [may])
    for (const kind of ['delayed', 'delivered'] as const) {
      await world.reports.receive(word(kind, { emailId: emailIdOf(may.issue, 0) }), joinedAt)
    }
    const [damaged] = await parked(world)
    await world.db
      .updateTable('parked_events')
      .set({ sealed: Buffer.from('damaged') })
      .where('id', '=', damaged?.id ?? '')
      .execute()
    await world.accept(may, 1)
    expect(await reportOf(world, 0)).not.toBeNull()
    expect(await parked(world)).toHaveLength(1)
  })

  test('is applied later where the acceptance could not, once; what is still unknown stays', async () => {
    await using world = await openWebhookWorld(6, [may])
    await world.reports.receive(word('complained', { emailId: 'found-later' }), joinedAt)
    await world.reports.receive(word('delivered', { emailId: 'never-found' }), joinedAt)
    expect(await world.reports.unpark(joinedAt)).toBe(0)
    await world.db.updateTable('recipients').set({ provider_id: 'found-later' }).where('position', '=', 0).execute()
    expect(await world.reports.unpark(joinedAt)).toBe(1)
    expect(await world.reports.unpark(joinedAt)).toBe(0)
    expect((await parked(world)).map(({ email_id }) => email_id)).toEqual(['never-found'])
  })

  test('is forgotten when it is old, and so are the ids', async () => {
    await using world = await openWebhookWorld(6, [may])
    await world.reports.receive(word('delivered', { emailId: 'old' }), joinedAt)
    await world.reports.receive(word('delivered', { emailId: 'new' }), joinedAt + day)
    expect(await world.reports.forgetBefore(joinedAt + 1)).toBe(2)
    expect((await parked(world)).map(({ email_id }) => email_id)).toEqual(['new'])
    expect(await world.db.selectFrom('provider_events').select('at').execute()).toEqual([{ at: joinedAt + day }])
  })
})

describe('a complaint', () => {
  test.each([
    'unsubscribed',
    'bounced',
    'manual',
  ] as const)('outranks an earlier “%s”, and nothing outranks it', async (reason) => {
    await using world = await openWebhookWorld(6, [may])
    const hash = world.people[0]?.hash ?? Buffer.alloc(32)
    await world.audience.suppress(hash, reason, joinedAt)
    await world.reports.receive(word('complained', { tags: tagsOf(world, 0) }), joinedAt)
    expect(await suppressionOf(world, 0)).toBe('complained')
    await world.audience.suppress(hash, reason, joinedAt + day)
    expect(await suppressionOf(world, 0)).toBe('complained')
  })
})

const kinds: ReportKind[] = ['delayed', 'soft_bounced', 'delivered', 'failed', 'suppressed', 'bounced', 'complained']

/** Everything that reports write, but when they arrived. */
async function stateOf({ db }: World) {
  const reports = await db
    .selectFrom('recipients')
    .select(['issue', 'address_hash', 'report', 'report_rank', 'report_at', 'report_detail'])
    .orderBy('issue')
    .orderBy('address_hash')
    .execute()
  const suppressions = await db.selectFrom('suppressions').selectAll().orderBy('address_hash').execute()
  const subscribers = await db.selectFrom('subscribers').select('address_hash').orderBy('address_hash').execute()
  const waiting = await db.selectFrom('parked_events').select(['id', 'email_id']).orderBy('id').execute()
  return { reports, suppressions, subscribers, waiting }
}

test('any order of the same words, repeated and with the acceptance anywhere among them, leaves the same state', async () => {
  const pair: PlannedIssue[] = ['2024-05-may', '2024-06-june'].map((issue, index) => ({
    ...{ issue, listId: `list-${index}`, frozenAt: joinedAt + index, batches: [{ state: 'armed', members: [0, 1] }] },
  }))
  const said = fc.record({
    kind: fc.constantFrom(...kinds),
    issue: fc.constantFrom(...pair),
    reader: fc.constantFrom(0, 1),
    at: fc.integer({ min: joinedAt, max: joinedAt + 3 }),
    detail: fc.constantFrom(null, 'General', 'MailboxFull'),
    by: fc.constantFrom('id', 'tags', 'both', 'nothing'),
  })
  const orders = fc.array(said, { minLength: 1, maxLength: 8 }).chain((words) => {
    // Each word up to twice, and an acceptance of each issue.
    const steps = [...words.map((_, index) => index), ...words.map((_, index) => index), -1, -2]
    const order = fc.shuffledSubarray(steps, { minLength: steps.length, maxLength: steps.length })
    return fc.tuple(fc.constant(words), order, order)
  })
  await using world = await openWebhookWorld(2, pair)
  // What is asked here is the order, and not the disk.
  await sql`pragma synchronous = off`.execute(world.db)
  await fc.assert(
    fc.asyncProperty(orders, async ([words, one, other]) => {
      const states = []
      for (const order of [one, other]) {
        await world.restart()
        for (const step of order) {
          const issue = pair[-1 - step]
          if (issue) await world.accept(issue, 1)
          const said = words[step]
          if (!said) continue
          const { kind, at, detail, by, reader } = said
          const emailId = by === 'id' || by === 'both' ? emailIdOf(said.issue.issue, reader) : 'unknown'
          const tags = by === 'tags' || by === 'both' ? tagsOf(world, reader, said.issue) : {}
          await world.reports.receive({ id: `w${step}`, at, kind, detail, emailId, tags, type: 'email' }, joinedAt)
        }
        states.push(await stateOf(world))
      }
      expect(states[0]).toEqual(states[1])
    }),
    { numRuns: 100 },
  )
})

test('a bounce and a complaint are durable when they are answered, also in a burst', async () => {
  const all: PlannedIssue = {
    ...may,
    batches: [{ state: 'armed', members: Array.from({ length: 300 }, (_, n) => n) }],
    excluded: [],
  }
  await using world = await openWebhookWorld(300, [all])
  const answers = await Promise.all(
    world.people.map((_, reader) =>
      world.reports.receive(word('bounced', { tags: tagsOf(world, reader, all) }), joinedAt),
    ),
  )
  expect(new Set(answers)).toEqual(new Set(['applied']))
  expect(await world.audience.countAll()).toBe(0)
})

test('a word that cannot be written fails alone: those that share its transaction are kept', async () => {
  const { store, vault } = await temporaryList()
  const reports = createReportStore(store.db, vault)
  const answers = await Promise.allSettled([
    reports.receive(word('delivered', { emailId: 'a' }), joinedAt),
    reports.receive(word('delivered', { emailId: 'b' }), joinedAt),
    reports.receive(
      word('delivered', { emailId: 'c', tags: { delivery: Symbol('no text') as unknown as string } }),
      joinedAt,
    ),
    reports.receive(word('delivered', { emailId: 'd' }), joinedAt),
  ])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  expect(await store.db.selectFrom('parked_events').select('email_id').orderBy('email_id').execute()).toEqual(
    ['a', 'b', 'd'].map((email_id) => ({ email_id })),
  )
})

test('while another program keeps the list locked, every word is answered with that, and taken when it comes again', async () => {
  const file = join(temporaryFolder(), 'wayforward.db')
  const { db, close } = await openStore(file, { patienceMs: 0 })
  const vault = await openKeyRing(db, Buffer.alloc(32, 7))
  const reports = createReportStore(db, vault)
  const words = ['a', 'b', 'c'].map((emailId) => word('delivered', { emailId }))
  const other = new Database(file)
  other.exec('begin immediate')
  const answers = await Promise.allSettled(words.map((one) => reports.receive(one, joinedAt)))
  for (const answer of answers) expect(answer).toMatchObject({ status: 'rejected', reason: { code: 'store_locked' } })
  other.exec('rollback')
  expect(await Promise.all(words.map((one) => reports.receive(one, joinedAt)))).toEqual(['parked', 'parked', 'parked'])
  other.close()
  await close()
})
