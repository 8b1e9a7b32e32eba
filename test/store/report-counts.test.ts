import { expect, test } from 'vitest'
import { joinedAt, openWebhookWorld, type PlannedIssue } from '../../scripts/torture/webhook-world.ts'
import type { ReportKind } from '../../src/delivery/report.ts'
import { countReports, reportSources } from '../../src/store/report-counts.ts'

type World = Awaited<ReturnType<typeof openWebhookWorld>>

const issue: PlannedIssue = {
  issue: '2024-05-may',
  listId: 'our-list',
  frozenAt: joinedAt,
  batches: [
    { state: 'armed', members: [0, 1, 2, 3, 4, 5] },
    { state: 'held', members: [6, 7] },
  ],
}

async function setReport({ db, people }: World, reader: number, report: ReportKind, importId: number | null = null) {
  const hash = people[reader]?.hash ?? Buffer.alloc(32)
  await db.updateTable('recipients').set({ report, import_id: importId }).where('address_hash', '=', hash).execute()
}

test('counts submitted deliveries by the provider’s last word; words about held batches are no part of the sum', async () => {
  await using world = await openWebhookWorld(8, [issue])
  await world.accept(issue, 1)
  expect(await countReports(world.db, issue.issue)).toEqual({})
  await setReport(world, 0, 'delivered')
  await setReport(world, 1, 'delivered')
  await setReport(world, 2, 'bounced')
  await setReport(world, 6, 'delivered')
  await setReport(world, 7, 'complained')
  expect(await countReports(world.db, issue.issue)).toEqual({ delivered: 2, bounced: 1 })
  expect(await countReports(world.db, 'another-issue')).toEqual({})
})

test('names the imports that the bounces came from, the worst first, with what else was heard of them', async () => {
  await using world = await openWebhookWorld(8, [issue])
  await world.accept(issue, 1)
  const old = await world.audience.beginImport('2019 rally.csv', joinedAt)
  const good = await world.audience.beginImport('web form.csv', joinedAt)
  await setReport(world, 0, 'bounced', old)
  await setReport(world, 1, 'bounced', old)
  await setReport(world, 2, 'delivered', old)
  await setReport(world, 3, 'delivered', good)
  await setReport(world, 4, 'bounced', null)
  expect(await reportSources(world.db, issue.issue, ['bounced'])).toEqual([
    { name: '2019 rally.csv', count: 2, deliveries: 3 },
    { name: 'added by hand', count: 1, deliveries: 1 },
  ])
  expect(await reportSources(world.db, issue.issue, ['complained'])).toEqual([])
})
