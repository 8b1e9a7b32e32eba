import { expect, test } from 'vitest'
import { joinedAt, openWebhookWorld, type PlannedIssue } from '../../scripts/torture/webhook-world.ts'
import type { ReportKind } from '../../src/delivery/report.ts'
import { suppressSoftBouncers } from '../../src/store/soft-bounces.ts'

const day = 24 * 3_600_000

/** Whether a reader stays after these words of issues in the order of their freeze; null is no word. */
async function staysAfter(words: (ReportKind | null)[], { joined = joinedAt } = {}): Promise<boolean> {
  // Named against their order: what counts is when they were frozen.
  const issues = words.map(
    (_, index): PlannedIssue => ({
      ...{ issue: `issue-${9 - index}`, listId: 'our-list', frozenAt: joinedAt + index * day },
      batches: [{ state: 'armed', members: [0] }],
    }),
  )
  await using world = await openWebhookWorld(2, issues)
  await world.db.updateTable('subscribers').set({ created_at: joined }).execute()
  for (const [index, report] of words.entries()) {
    const { issue } = issues[index] ?? { issue: '' }
    await world.db.updateTable('recipients').set({ report }).where('issue', '=', issue).execute()
  }
  const gone = await world.db.transaction().execute((trx) => suppressSoftBouncers(trx, joinedAt + 30 * day))
  const suppressed = await world.db.selectFrom('suppressions').select(['reason', 'at']).execute()
  expect(suppressed).toEqual(gone === 0 ? [] : [{ reason: 'bounced', at: joinedAt + 30 * day }])
  expect(await world.audience.countAll()).toBe(2 - gone)
  return gone === 0
}

test.each<[words: (ReportKind | null)[], stays: boolean]>([
  [['soft_bounced', 'soft_bounced', 'soft_bounced'], false],
  [['soft_bounced', 'soft_bounced'], true],
  [['delivered', 'soft_bounced', 'soft_bounced', 'soft_bounced'], false],
  [['soft_bounced', 'soft_bounced', 'soft_bounced', 'delivered'], true],
  [['soft_bounced', 'delivered', 'soft_bounced', 'soft_bounced'], true],
  // No word, or one that another will follow, says nothing either way.
  [['soft_bounced', null, 'soft_bounced', 'delayed', 'soft_bounced', null], false],
  [['soft_bounced', 'failed', 'soft_bounced', 'soft_bounced'], true],
])('an address that did not take three issues in a row goes: %j', async (words, stays) => {
  expect(await staysAfter(words)).toBe(stays)
})

test('who came back after that begins anew', async () => {
  const words: ReportKind[] = ['soft_bounced', 'soft_bounced', 'soft_bounced']
  expect(await staysAfter(words, { joined: joinedAt + day })).toBe(true)
})
