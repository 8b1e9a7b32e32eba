import { deliveryTag } from '../../src/delivery/encoder.ts'
import type { ProviderEvent } from '../../src/delivery/report.ts'
import { suppressSoftBouncers } from '../../src/store/soft-bounces.ts'
import { seededRandom } from '../sample/seeded-random.ts'
import { openHttpDoor, type WebhookDoor } from './webhook-door.ts'
import { type Expected, expectedState, type Fate, softBouncers, type Word } from './webhook-model.ts'
import { emailIdOf, joinedAt, openWebhookWorld, type PlannedIssue, worldKey } from './webhook-world.ts'

export interface WebhookTorture {
  /** Webhooks handed over, repetitions and forgeries included. */
  events: number
  /** Reports, suppressions, subscribers and parked words that are not as the model says, and forgeries believed. */
  wrong: number
  /** Bounces and complaints whose reader could be mailed again. */
  lost: number
  seconds: number
  /** The longest that one of them waited for its answer. */
  slowestMs: number
}

export interface WebhookTortureOptions {
  count: number
  seed: number
  log: (line: string) => void
  /** Webhooks under way at once. */
  atOnce?: number
  /** Through the public server and its signature check, with forged ones among them; else into the store. */
  http?: boolean
}

const lists = ['north-list', 'south-list']
const issueCount = 4
const hour = 3_600_000

type World = Awaited<ReturnType<typeof openWebhookWorld>>

/**
 * Webhooks of several issues and two lists, stale, repeated, in any order, about known and unknown deliveries, while the
 * batches they are about are being accepted; then the whole state against a model. The same seed does the same.
 */
export async function runWebhookTorture(options: WebhookTortureOptions): Promise<WebhookTorture> {
  const { count, seed, log, atOnce = 40, http = false } = options
  const random = seededRandom(seed)
  const pick = (below: number): number => Math.floor(random() * below)
  const readers = Math.max(40, Math.min(10_000, Math.round(count / 20)))
  const { issues, fates } = makeIssues(readers, pick)
  const fate = (issue: number, reader: number): Fate => fates[issue]?.[reader] ?? 'excluded'
  const words = makeWords(count, readers, random)
  await using world = await openWebhookWorld(readers, issues)
  await using door = http ? await openHttpDoor(world.folder, worldKey) : storeDoor(world)

  const acceptances = shuffle(
    issues.flatMap((issue) =>
      issue.batches.flatMap(({ state }, index) => (state === 'armed' ? [[issue, index + 1] as const] : [])),
    ),
    pick,
  )
  const waves = Math.ceil(words.length / atOnce)
  let slowestMs = 0
  let forged = 0
  let believed = 0
  const began = performance.now()
  for (let wave = 0; wave < waves; wave += 1) {
    const accepting = acceptances.splice(0, Math.ceil(acceptances.length / (waves - wave)))
    const received = words.slice(wave * atOnce, (wave + 1) * atOnce).map(async (word) => {
      const start = performance.now()
      await door.deliver(toEvent(world, issues, word), joinedAt + wave)
      slowestMs = Math.max(slowestMs, performance.now() - start)
    })
    // Each would take a reader off the list for good.
    const forging = Array.from({ length: door.forge ? Math.ceil(atOnce / 10) : 0 }, async (_, how) => {
      const victim = { ...chooseFrom(words, pick), kind: 'complained', by: 'both' } as const
      forged += 1
      if (!(await door.forge?.(toEvent(world, issues, victim), how))) believed += 1
    })
    await Promise.all([...received, ...forging, ...accepting.map(([issue, seq]) => world.accept(issue, seq))])
    if (wave % 500 === 499) log(`${(wave + 1) * atOnce} webhooks`)
  }
  const seconds = (performance.now() - began) / 1000

  // A second look finds nothing that the acceptances left.
  const leftOver = await world.reports.unpark(joinedAt)
  const expected = expectedState(words, fate)
  const before = await compare(world, issues, expected)
  const soft = softBouncers(expected, issueCount, readers)
  for (const reader of soft) expected.suppressions.set(reader, 'bounced')
  await world.db.transaction().execute((trx) => suppressSoftBouncers(trx, joinedAt))
  const after = await compare(world, issues, expected)
  const noted = await world.db
    .selectFrom('provider_events')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const unnoted = Math.abs(Number(noted.count) - new Set(words.map(({ id }) => id)).size)
  log(
    `${expected.reports.size} deliveries reported on, ${expected.suppressions.size} readers suppressed (${soft.length} after soft bounces), ${expected.parked} parked`,
  )
  return {
    events: words.length + forged,
    wrong: before.wrong + after.wrong + leftOver + unnoted + believed,
    lost: before.lost + after.lost,
    ...{ seconds, slowestMs },
  }
}

function storeDoor(world: World): WebhookDoor {
  return {
    async deliver(event, now) {
      await world.reports.receive(event, now)
    },
    async [Symbol.asyncDispose]() {},
  }
}

/** Most batches are armed and will be accepted; one of an issue stays held, one planned, and some readers are excluded. */
function makeIssues(readers: number, pick: (below: number) => number): { issues: PlannedIssue[]; fates: Fate[][] } {
  const fates: Fate[][] = []
  const issues = Array.from({ length: issueCount }, (_, index): PlannedIssue => {
    const order = shuffle(
      Array.from({ length: readers }, (_, reader) => reader),
      pick,
    )
    const excluded = order.splice(0, Math.ceil(readers / 50))
    const size = Math.min(100, Math.ceil(order.length / 10))
    const batches: PlannedIssue['batches'] = []
    const of: Fate[] = Array.from({ length: readers }, () => 'excluded')
    while (order.length > 0) {
      const state = (['held', 'planned'] as const)[batches.length] ?? 'armed'
      const members = order.splice(0, size)
      for (const reader of members) of[reader] = state === 'armed' ? 'accepted' : state === 'held' ? 'open' : 'planned'
      batches.push({ state, members })
    }
    fates.push(of)
    const listId = lists[index % 2] ?? ''
    return { issue: `2024-0${index + 1}-torture`, listId, frozenAt: joinedAt + index * 24 * hour, batches, excluded }
  })
  return { issues, fates }
}

function makeWords(count: number, readers: number, random: () => number): Word[] {
  const pick = (below: number): number => Math.floor(random() * below)
  const kinds = weighted<Word['kind']>({
    ...{ delivered: 30, soft_bounced: 40, delayed: 8, failed: 2, suppressed: 2, bounced: 2, complained: 1, other: 15 },
  })
  const names = weighted<Word['by']>({ both: 70, id: 14, tags: 10, foreign: 4, nothing: 2 })
  const words: Word[] = []
  for (let n = 0; n < count; n += 1) {
    const earlier = random() < 0.15 ? words[pick(words.length)] : undefined
    words.push(
      earlier ?? {
        id: `msg_${n}`,
        // Some are months late; of two the one that happened first may come last.
        at: joinedAt + pick(random() < 0.1 ? 2000 * hour : hour),
        kind: kinds(random()),
        issue: pick(issueCount),
        reader: pick(readers),
        by: names(random()),
      },
    )
  }
  return shuffle(words, pick)
}

function toEvent({ people }: World, issues: PlannedIssue[], { id, at, kind, issue, reader, by }: Word): ProviderEvent {
  const planned = issues[issue]
  const hash = people[reader]?.hash
  if (!planned || !hash) throw new Error('the model speaks of readers and issues there are')
  const ours = { list: planned.listId, issue: planned.issue, delivery: deliveryTag(hash) }
  const tags = { id: {}, nothing: {}, tags: ours, both: ours, foreign: { ...ours, list: 'another-list' } }[by]
  const emailId = by === 'id' || by === 'both' ? emailIdOf(planned.issue, reader) : `unknown-${id}`
  return { ...{ id, at, kind, emailId, tags }, type: `email.${kind}`, detail: null }
}

async function compare(
  world: World,
  issues: PlannedIssue[],
  expected: Expected,
): Promise<{ wrong: number; lost: number }> {
  const readerOf = new Map(world.people.map(({ hash }, reader) => [hash.toString('hex'), reader]))
  const indexOf = (hash: Uint8Array): number => readerOf.get(Buffer.from(hash).toString('hex')) ?? -1
  let wrong = 0
  let lost = 0
  const rows = await world.db
    .selectFrom('recipients')
    .select(['issue', 'address_hash', 'report', 'report_at'])
    .execute()
  for (const row of rows) {
    const key = `${issues.findIndex(({ issue }) => issue === row.issue)}/${indexOf(row.address_hash)}`
    const word = expected.reports.get(key)
    if (row.report !== (word?.kind ?? null) || (word && Number(row.report_at) !== word.at)) wrong += 1
  }
  const suppressed = new Map<number, string>()
  for (const row of await world.db.selectFrom('suppressions').selectAll().execute()) {
    suppressed.set(indexOf(row.address_hash), row.reason)
  }
  const listed = new Set<number>()
  for (const row of await world.db.selectFrom('subscribers').select('address_hash').execute()) {
    listed.add(indexOf(row.address_hash))
  }
  for (const reader of world.people.keys()) {
    const reason = expected.suppressions.get(reader)
    if (reason !== undefined && (!suppressed.has(reader) || listed.has(reader))) lost += 1
    else if (suppressed.get(reader) !== reason || listed.has(reader) !== (reason === undefined)) wrong += 1
  }
  const parked = await world.db
    .selectFrom('parked_events')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { wrong: wrong + Math.abs(Number(parked.count) - expected.parked), lost }
}

function chooseFrom<Item>(items: Item[], pick: (below: number) => number): Item {
  const item = items[pick(items.length)]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}

/** Chooses by weight, given a number from 0 to 1. */
function weighted<Name extends string>(weights: Record<Name, number>): (at: number) => Name {
  const names = (Object.keys(weights) as Name[]).flatMap((name) => Array.from({ length: weights[name] }, () => name))
  return (at) => {
    const name = names[Math.floor(at * names.length)]
    if (name === undefined) throw new RangeError('a number from 0 to 1')
    return name
  }
}

function shuffle<Item>(items: Item[], pick: (below: number) => number): Item[] {
  const shuffled: Item[] = []
  for (const item of items) {
    const at = pick(shuffled.length + 1)
    const moved = shuffled[at]
    if (moved !== undefined) shuffled.push(moved)
    shuffled[at] = item
  }
  return shuffled
}
