import { expect } from 'vitest'
import { joinedAt, type openWebhookWorld, type PlannedIssue } from '../../scripts/torture/webhook-world.ts'
import { deliveryTag } from '../../src/delivery/encoder.ts'
import type { ProviderEvent } from '../../src/delivery/report.ts'

export type World = Awaited<ReturnType<typeof openWebhookWorld>>

export const day = 24 * 3_600_000
/** An issue in the midst of everything that can be under way. */
export const may: PlannedIssue = {
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

export function tagsOf(world: World, reader: number, { issue, listId }: Pick<PlannedIssue, 'issue' | 'listId'> = may) {
  return { list: listId, issue, delivery: deliveryTag(world.people[reader]?.hash ?? Buffer.alloc(32)) }
}

let nextId = 0
export const word = (kind: ProviderEvent['kind'], more: Partial<ProviderEvent>): ProviderEvent => {
  nextId += 1
  return { id: `msg_${nextId}`, at: joinedAt + 2 * day, kind, type: `email.${kind}`, tags: {}, detail: null, ...more }
}

export async function reportOf(world: World, reader: number, issue = may.issue): Promise<string | null | undefined> {
  const row = await world.db
    .selectFrom('recipients')
    .select('report')
    .where('issue', '=', issue)
    .where('address_hash', '=', world.people[reader]?.hash ?? Buffer.alloc(32))
    .executeTakeFirst()
  return row?.report
}

export async function suppressionOf(world: World, reader: number): Promise<string | undefined> {
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

export const parked = async ({ db }: World) => await db.selectFrom('parked_events').selectAll().execute()
