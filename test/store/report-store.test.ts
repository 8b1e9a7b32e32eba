import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { emailIdOf, joinedAt, openWebhookWorld, type PlannedIssue } from '../../scripts/torture/webhook-world.ts'
import { openKeyRing } from '../../src/store/key-ring.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createReportStore } from '../../src/store/report-store.ts'
import { day, may, parked, reportOf, suppressionOf, tagsOf, word } from './report-words.ts'
import { temporaryFolder, temporaryList } from './temporary-store.ts'

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
