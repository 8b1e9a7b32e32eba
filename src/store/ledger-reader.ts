import type { Kysely } from 'kysely'
import type { Vault } from '../audience/vault.ts'
import { deliveryTag } from '../delivery/encoder.ts'
import type {
  CountedEdition,
  FrozenEdition,
  FrozenIssue,
  Refusal,
  ReportCounts,
  ReportSource,
  Tally,
} from '../delivery/ledger.ts'
import type { ReportKind } from '../delivery/report.ts'
import { toFrozenEdition, toFrozenIssue } from './ledger-rows.ts'
import { countReports, reportSources } from './report-counts.ts'
import type { Schema } from './schema.ts'

/** What the ledger tells; nothing here writes. `delivery/ledger.ts` says what each method promises. */
export class LedgerReader {
  constructor(
    readonly db: Kysely<Schema>,
    readonly vault: Vault,
  ) {}

  async find(issue: string): Promise<FrozenIssue | undefined> {
    const row = await this.db.selectFrom('issues').selectAll().where('issue', '=', issue).executeTakeFirst()
    return row && toFrozenIssue(row)
  }

  async list(): Promise<FrozenIssue[]> {
    const rows = await this.db.selectFrom('issues').selectAll().orderBy('frozen_at').orderBy('issue').execute()
    return rows.map(toFrozenIssue)
  }

  async edition(issue: string, id: string): Promise<FrozenEdition | undefined> {
    const row = await this.db
      .selectFrom('editions')
      .innerJoin('parts', 'parts.hash', 'editions.parts_hash')
      .selectAll()
      .where('issue', '=', issue)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) return undefined
    const { readers: _, ...edition } = toFrozenEdition(row)
    return { ...edition, parts: JSON.parse(row.content) }
  }

  async editions(issue: string): Promise<CountedEdition[]> {
    const rows = await this.db.selectFrom('editions').selectAll().where('issue', '=', issue).orderBy('id').execute()
    return rows.map(toFrozenEdition)
  }

  async tally(issue: string): Promise<Tally[]> {
    const rows = await this.db
      .selectFrom((from) =>
        from
          .selectFrom('recipients')
          .leftJoin('batches', (join) =>
            join.onRef('batches.issue', '=', 'recipients.issue').onRef('batches.seq', '=', 'recipients.batch'),
          )
          .select((eb) => [
            'recipients.edition',
            'exclusion',
            'report',
            eb
              .case()
              .when('exclusion', 'is not', null)
              .then('excluded' as const)
              .when('failure', 'is not', null)
              .then('failed' as const)
              .when('batches.state', '=', 'accepted')
              .then('submitted' as const)
              .when('batches.state', '=', 'held')
              .then('held' as const)
              .else('pending' as const)
              .end()
              .as('fate'),
          ])
          .where('recipients.issue', '=', issue)
          .as('fates'),
      )
      .select((eb) => ['edition', 'exclusion', 'report', 'fate', eb.fn.countAll<number>().as('count')])
      .groupBy(['edition', 'exclusion', 'report', 'fate'])
      .orderBy('edition')
      .execute()
    return rows.map(({ edition, exclusion, report, fate, count }) => ({
      edition,
      exclusion,
      report,
      state: fate,
      count: Number(count),
    }))
  }

  async failures(issue: string): Promise<{ reason: string; count: number }[]> {
    const rows = await this.db
      .selectFrom('recipients')
      .select((eb) => ['failure as reason', eb.fn.countAll<number>().as('count')])
      .where('issue', '=', issue)
      .where('failure', 'is not', null)
      .groupBy('failure')
      .orderBy('failure')
      .execute()
    return rows.map(({ reason, count }) => ({ reason: reason ?? '', count: Number(count) }))
  }

  async refusals(issue: string): Promise<Refusal[]> {
    const rows = await this.db
      .selectFrom('recipients')
      .select(['address_hash', 'masked_address', 'failure'])
      .where('issue', '=', issue)
      .where('masked_address', 'is not', null)
      .orderBy('batch')
      .execute()
    return rows.map(({ address_hash, masked_address, failure }) => ({
      delivery: deliveryTag(address_hash),
      maskedAddress: masked_address ?? '',
      reason: failure ?? '',
    }))
  }

  async reportCounts(issue: string): Promise<ReportCounts> {
    return await countReports(this.db, issue)
  }

  async reportSources(issue: string, kinds: ReportKind[]): Promise<ReportSource[]> {
    return await reportSources(this.db, issue, kinds)
  }
}
