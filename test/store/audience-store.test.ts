import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseRule } from '../../src/audience/parse-rule.ts'
import type { Subscriber } from '../../src/audience/subscriber.ts'
import { temporaryList } from './temporary-store.ts'

const now = Date.parse('2024-05-01T00:00:00Z')

function person(address: string, rest: Partial<Subscriber> = {}): Subscriber {
  const consent = { at: '2024-01-01T00:00:00.000Z', source: 'web form' }
  return { address, language: 'en', topics: [], consent, ...rest }
}

const rule = (text: string) =>
  parseRule(text, { segment: 'some', timezone: 'UTC', topics: ['policy', 'legal'], at: () => ({}) })

describe('adding people', () => {
  test('keeps everything they said, and comes back the same', async () => {
    const { audience, vault } = await temporaryList()
    const amara = person('amara@example.org', {
      name: 'Nguyễn Thị “An” <b>',
      language: 'vi',
      region: 'CA',
      topics: ['legal', 'policy'],
      consent: { at: '2024-02-03T04:05:06.000Z', source: 'teach-in', wording: 'Yes, write to me.' },
    })
    expect(await audience.upsertSubscribers([amara], now)).toEqual(['added'])
    expect(await audience.find(vault.addressHash('amara@example.org'))).toEqual(amara)
  })

  test('leaves no address and no name readable on the disk', async () => {
    const { audience, store } = await temporaryList()
    await audience.upsertSubscribers([person('amara@example.org', { name: 'Amara Okafor' })], now)
    const bytes = Buffer.concat([readFileSync(store.file), readFileSync(`${store.file}-wal`)]).toString('latin1')
    expect(bytes).toContain('web form')
    expect(bytes).not.toMatch(/amara|example\.org|Okafor/i)
  })

  test('ties each sealed value to its row: swapped between two people, it opens for neither', async () => {
    const { audience, vault, store } = await temporaryList()
    await audience.upsertSubscribers([person('one@example.org'), person('two@example.org')], now)
    const [one, two] = await store.db.selectFrom('subscribers').select(['id', 'address']).orderBy('id').execute()
    if (!one || !two) throw new Error('two rows')
    await store.db.updateTable('subscribers').set({ address: two.address }).where('id', '=', one.id).execute()
    const found = audience.find(vault.addressHash('one@example.org'))
    await expect(found).rejects.toMatchObject({ code: 'sealed_value_broken' })
  })

  test('again changes nothing', async () => {
    const { audience } = await temporaryList()
    const people = [person('one@example.org', { name: 'One', topics: ['policy'] }), person('two@example.org')]
    await audience.upsertSubscribers(people, now)
    expect(await audience.upsertSubscribers(people, now)).toEqual(['unchanged', 'unchanged'])
    expect(await audience.countAll()).toBe(2)
  })

  test('merges: the newer consent wins, topics unite, what was missing is filled in', async () => {
    const { audience, vault } = await temporaryList()
    const known = person('amara@example.org', { region: 'CA', topics: ['legal'] })
    await audience.upsertSubscribers([known], now)
    const newer = { at: '2024-03-01T00:00:00.000Z', source: 'petition' }
    const older = { at: '2023-03-01T00:00:00.000Z', source: 'sheet' }
    const outcomes = await audience.upsertSubscribers(
      [
        person('amara@example.org', { language: 'es', topics: ['policy'], consent: newer }),
        person('amara@example.org', { language: 'vi', region: 'TX', name: 'Amara', consent: older }),
      ],
      now,
    )
    expect(outcomes).toEqual(['updated', 'updated'])
    expect(await audience.find(vault.addressHash('amara@example.org'))).toEqual({
      ...person('amara@example.org'),
      name: 'Amara',
      language: 'es',
      region: 'CA',
      topics: ['legal', 'policy'],
      consent: newer,
    })
  })

  test('tells what it would do without doing it', async () => {
    const { audience } = await temporaryList()
    await audience.upsertSubscribers([person('one@example.org')], now)
    const rows = [person('one@example.org', { name: 'One' }), person('two@example.org'), person('two@example.org')]
    expect(await audience.upsertSubscribers(rows, now, { dryRun: true })).toEqual(['updated', 'added', 'unchanged'])
    expect(await audience.upsertSubscribers(rows, now)).toEqual(['updated', 'added', 'unchanged'])
  })
})

describe('somebody who is never to be mailed again', () => {
  test.each([
    'unsubscribed',
    'bounced',
    'complained',
    'manual',
  ] as const)('(%s) is gone and does not come back', async (reason) => {
    const { audience, vault, store } = await temporaryList()
    const hash = vault.addressHash('amara@example.org')
    await audience.upsertSubscribers([person('amara@example.org', { topics: ['policy'] })], now)
    await audience.suppress(hash, reason, now)
    expect(await audience.find(hash)).toBeUndefined()
    expect(await store.db.selectFrom('subscriber_topics').selectAll().execute()).toEqual([])
    expect(await audience.upsertSubscribers([person('amara@example.org')], now)).toEqual(['suppressed'])
    expect(await audience.countAll()).toBe(0)
    expect(await audience.isSuppressed(hash)).toBe(true)
    expect((await audience.stats()).suppressed).toEqual({ [reason]: 1 })
  })

  test('keeps the first reason, and needs not have been on the list', async () => {
    const { audience, vault } = await temporaryList()
    const hash = vault.addressHash('amara@example.org')
    await audience.suppress(hash, 'complained', now)
    await audience.suppress(hash, 'bounced', now + 1)
    expect((await audience.stats()).suppressed).toEqual({ complained: 1 })
  })
})

test('somebody who is removed is forgotten, and may come back', async () => {
  const { audience, vault } = await temporaryList()
  const hash = vault.addressHash('amara@example.org')
  await audience.upsertSubscribers([person('amara@example.org')], now)
  expect(await audience.remove(hash)).toBe(true)
  expect(await audience.remove(hash)).toBe(false)
  expect(await audience.isSuppressed(hash)).toBe(false)
  expect(await audience.upsertSubscribers([person('amara@example.org')], now)).toEqual(['added'])
})

describe('counting', () => {
  test('groups the readers by language and segments, each once', async () => {
    const { audience } = await temporaryList()
    await audience.upsertSubscribers(
      [
        person('one@example.org', { topics: ['policy', 'legal'] }),
        person('two@example.org', { topics: ['policy'] }),
        person('three@example.org', { topics: ['policy'] }),
        person('four@example.org', { language: 'vi' }),
      ],
      now,
    )
    const rules = [
      { name: 'policy', rule: rule('topic:policy') },
      { name: 'legal', rule: rule('topic:legal') },
    ]
    expect(await audience.groupings(rules, now)).toEqual([
      { language: 'en', segments: ['policy'], mask: 1, readers: 2 },
      { language: 'en', segments: ['policy', 'legal'], mask: 3, readers: 1 },
      { language: 'vi', segments: [], mask: 0, readers: 1 },
    ])
    expect(await audience.groupings([], now)).toMatchObject([
      { language: 'en', readers: 3 },
      { language: 'vi', readers: 1 },
    ])
  })

  test('tells fifty segments apart', async () => {
    const { audience } = await temporaryList()
    await audience.upsertSubscribers([person('one@example.org', { region: 'R49' })], now)
    const rules = Array.from({ length: 50 }, (_, at) => ({ name: `s${at}`, rule: rule(`region:R${at}`) }))
    expect(await audience.groupings(rules, now)).toMatchObject([{ segments: ['s49'], mask: 2 ** 49 }])
  })

  test('leaves out who is pausing, until the pause is over', async () => {
    const { audience, store } = await temporaryList()
    await audience.upsertSubscribers([person('one@example.org'), person('two@example.org')], now)
    await store.db
      .updateTable('subscribers')
      .set({ paused_until: now + 1000 })
      .where('id', '=', 1)
      .execute()
    const everyone = rule('language:en')
    expect(await audience.countRule(everyone, now)).toBe(1)
    expect(await audience.groupings([], now)).toMatchObject([{ readers: 1 }])
    expect(await audience.countRule(everyone, now + 1000)).toBe(2)
    expect(await audience.countAll()).toBe(2)
  })

  test('by language, topic and region', async () => {
    const { audience } = await temporaryList()
    await audience.upsertSubscribers(
      [
        person('one@example.org', { region: 'CA', topics: ['policy', 'legal'] }),
        person('two@example.org', { language: 'vi' }),
      ],
      now,
    )
    expect(await audience.stats()).toEqual({
      subscribers: 2,
      byLanguage: { en: 1, vi: 1 },
      byTopic: { legal: 1, policy: 1 },
      byRegion: { '': 1, CA: 1 },
      suppressed: {},
    })
  })
})

test('pages hold everyone once, in the face of writes between them', async () => {
  const { audience, vault } = await temporaryList()
  const people = Array.from({ length: 25 }, (_, at) => person(`reader${at}@example.org`, { topics: ['policy'] }))
  await audience.upsertSubscribers(people, now)
  const seen: string[] = []
  for await (const page of audience.pages(10)) {
    seen.push(...page.map(({ address }) => address))
    for (const { address } of page) await audience.remove(vault.addressHash(address))
  }
  expect(seen).toEqual(people.map(({ address }) => address))
})
