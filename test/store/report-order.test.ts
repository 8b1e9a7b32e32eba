import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { emailIdOf, joinedAt, openWebhookWorld, type PlannedIssue } from '../../scripts/torture/webhook-world.ts'
import type { ReportKind } from '../../src/delivery/report.ts'
import { tagsOf, type World } from './report-words.ts'

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
