import { type Kysely, sql } from 'kysely'
import type { ReportCounts, ReportSource } from '../delivery/ledger.ts'
import type { ReportKind } from '../delivery/report.ts'
import type { Schema } from './schema.ts'

/**
 * Submitted deliveries of an issue by the provider's last word. Words about batches that are not accepted yet, or were
 * refused, are evidence for whoever resolves them and counted nowhere: submitted = these + no word yet.
 */
export async function countReports(db: Kysely<Schema>, issue: string): Promise<ReportCounts> {
  // Two queries, since the first reads nothing but the index of reports.
  const all = await db
    .selectFrom('recipients')
    .select((eb) => ['report', eb.fn.countAll<number>().as('count')])
    .where('issue', '=', issue)
    .where('report', 'is not', null)
    .groupBy('report')
    .execute()
  const evidence = await db
    .selectFrom('batches')
    .innerJoin('recipients', (join) =>
      join.onRef('recipients.issue', '=', 'batches.issue').onRef('recipients.batch', '=', 'batches.seq'),
    )
    .select((eb) => ['report', eb.fn.countAll<number>().as('count')])
    .where('batches.issue', '=', issue)
    .where((eb) =>
      eb.or([
        eb('batches.state', 'in', ['armed', 'held', 'rejected']),
        eb.and([eb('batches.state', '=', 'planned'), eb('batches.generation', '>', 1)]),
      ]),
    )
    .where('report', 'is not', null)
    .groupBy('report')
    .execute()
  const counts: ReportCounts = {}
  for (const { report, count } of all) if (report) counts[report] = Number(count)
  for (const { report, count } of evidence) {
    if (!report) continue
    const left = (counts[report] ?? 0) - Number(count)
    if (left > 0) counts[report] = left
    else delete counts[report]
  }
  return counts
}

/**
 * Where those came from whom the provider reported on with one of these kinds, the most first; several imports of one file
 * name stay apart.
 */
export async function reportSources(db: Kysely<Schema>, issue: string, kinds: ReportKind[]): Promise<ReportSource[]> {
  const rows = await db
    .selectFrom((from) =>
      from
        .selectFrom('recipients')
        .select((eb) => [
          'import_id',
          eb.fn.countAll<number>().as('deliveries'),
          eb.fn.sum<number>(eb.case().when('report', 'in', kinds).then(1).else(0).end()).as('reports'),
        ])
        .where('issue', '=', issue)
        .where('report', 'is not', null)
        .groupBy('import_id')
        .as('sources'),
    )
    .leftJoin('imports', 'imports.id', 'sources.import_id')
    .select(['imports.name', 'reports', 'deliveries'])
    .where('reports', '>', 0)
    .orderBy('reports', 'desc')
    .orderBy(sql.ref('sources.import_id'))
    .execute()
  return rows.map(({ name, reports, deliveries }) => ({
    name: name ?? 'added by hand',
    count: Number(reports),
    deliveries: Number(deliveries),
  }))
}
