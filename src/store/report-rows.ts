import { sql, type Transaction } from 'kysely'
import type { Envelope } from '../delivery/ledger.ts'
import { type ProviderEvent, reportRanks } from '../delivery/report.ts'
import type { Schema } from './schema.ts'
import { suppressAddress } from './suppress-address.ts'

/** An event that says something about a delivery. */
export type ReportEvent = ProviderEvent & { kind: keyof typeof reportRanks }

/** Whom an event is about: a delivery, a person who is known though the delivery is not, nobody yet, or another list's reader. */
type Subject =
  | { kind: 'delivery'; issue: string; addressHash: Uint8Array }
  | { kind: 'person'; addressHash: Uint8Array }
  | { kind: 'unknown' }
  | { kind: 'foreign' }

/** A delivery's tag: the hex of the first half of the address hash (`deliveryTag`). */
const tagForm = /^[0-9a-f]{32}$/

/**
 * Write an event to the delivery it is about, and the suppression it brings to the person, if they are known by now.
 * `unknown`: the delivery is not; the event is to be kept until it is.
 */
export async function applyReport(
  trx: Transaction<Schema>,
  event: ReportEvent,
): Promise<'applied' | 'unknown' | 'ignored'> {
  const subject = await findSubject(trx, event)
  if (subject.kind === 'foreign') return 'ignored'
  if (subject.kind === 'unknown') return 'unknown'
  // The signed word is about the address, whatever our book says of the delivery.
  if (event.kind === 'bounced' || event.kind === 'complained') {
    await suppressAddress(trx, subject.addressHash, event.kind, event.at)
  }
  if (subject.kind === 'person') return 'unknown'
  await writeReport(trx, subject, event)
  return 'applied'
}

async function findSubject(trx: Transaction<Schema>, { emailId, tags }: ReportEvent): Promise<Subject> {
  if (emailId !== undefined) {
    const row = await trx
      .selectFrom('recipients')
      .select(['issue', 'address_hash'])
      .where('provider_id', '=', emailId)
      .limit(1)
      .executeTakeFirst()
    if (row) return { kind: 'delivery', issue: row.issue, addressHash: row.address_hash }
  }
  const { list, issue, delivery } = tags
  if (list === undefined || issue === undefined || delivery === undefined || !tagForm.test(delivery)) {
    return { kind: 'unknown' }
  }
  const frozen = await trx.selectFrom('issues').select('envelope').where('issue', '=', issue).executeTakeFirst()
  if (frozen?.envelope == null) return await findPerson(trx, list, delivery)
  if (listOf(frozen.envelope) !== list) return { kind: 'foreign' }
  const row = await trx
    .selectFrom('recipients')
    .leftJoin('batches', (join) =>
      join.onRef('batches.issue', '=', 'recipients.issue').onRef('batches.seq', '=', 'recipients.batch'),
    )
    .select(['address_hash', 'exclusion', 'batches.state', 'batches.generation'])
    .where('recipients.issue', '=', issue)
    .where('address_hash', '>=', halfHash(delivery, 0))
    .where('address_hash', '<=', halfHash(delivery, 255))
    .limit(1)
    .executeTakeFirst()
  if (!row) return await findPerson(trx, list, delivery)
  const addressHash = row.address_hash
  // Planned anew under another key, it was armed before: the report says that it went out then.
  const wasArmed = row.state !== null && (row.state !== 'planned' || Number(row.generation) > 1)
  return row.exclusion === null && wasArmed ? { kind: 'delivery', issue, addressHash } : { kind: 'person', addressHash }
}

/**
 * A delivery this ledger does not know, of our own list: an older copy of the ledger was restored, perhaps. The person may
 * be on the list all the same. Other newsletters of the same account have other list ids.
 */
async function findPerson(trx: Transaction<Schema>, list: string, delivery: string): Promise<Subject> {
  const issues = await trx.selectFrom('issues').select('envelope').where('envelope', 'is not', null).execute()
  if (issues.length === 0) return { kind: 'unknown' }
  if (!issues.some(({ envelope }) => envelope !== null && listOf(envelope) === list)) return { kind: 'foreign' }
  const row = await trx
    .selectFrom('subscribers')
    .select('address_hash')
    .where('address_hash', '>=', halfHash(delivery, 0))
    .where('address_hash', '<=', halfHash(delivery, 255))
    .limit(1)
    .executeTakeFirst()
  return row ? { kind: 'person', addressHash: row.address_hash } : { kind: 'unknown' }
}

/** The first or last address hash that begins like a delivery's tag. */
function halfHash(tag: string, rest: number): Buffer {
  return Buffer.concat([Buffer.from(tag, 'hex'), Buffer.alloc(16, rest)])
}

function listOf(envelope: string): string {
  const { listId }: Envelope = JSON.parse(envelope)
  return listId
}

/** The highest rank stands; of the same rank the earliest word, so that no order of arrival makes a difference. */
async function writeReport(
  trx: Transaction<Schema>,
  { issue, addressHash }: { issue: string; addressHash: Uint8Array },
  { kind, at, detail }: ReportEvent,
): Promise<void> {
  const rank = reportRanks[kind]
  await trx
    .updateTable('recipients')
    .set({ report: kind, report_rank: rank, report_at: at, report_detail: detail })
    .where('issue', '=', issue)
    .where('address_hash', '=', addressHash)
    .where((eb) => {
      const lower = eb.or([eb('report_rank', 'is', null), eb('report_rank', '<', rank)])
      const later = eb.or([
        eb('report_at', '>', at),
        eb.and([eb('report_at', '=', at), eb(sql<string>`coalesce(report_detail, '')`, '>', detail ?? '')]),
      ])
      return eb.or([lower, eb.and([eb('report_rank', '=', rank), later])])
    })
    .execute()
}

/** Words after which nothing better is expected of a delivery: all but `delayed`. */
export const finalReports = (Object.keys(reportRanks) as ReportEvent['kind'][]).filter((kind) => kind !== 'delayed')
