import { type ExpressionBuilder, type Kysely, sql, type Transaction } from 'kysely'
import { maskAddress } from '../audience/address.ts'
import type { Vault } from '../audience/vault.ts'
import type { Attempt, Batch, Recipient } from '../delivery/batch.ts'
import { openRecipient } from './ledger-rows.ts'
import type { LedgerTables } from './ledger-schema.ts'
import type { Schema } from './schema.ts'

type Change = Partial<
  Pick<LedgerTables['batches'], 'state' | 'sha256' | 'generation' | 'accepted_at' | 'accepted_count'>
>

export async function setBatch(
  trx: Transaction<Schema>,
  batch: Pick<Batch, 'issue' | 'seq'>,
  change: Change,
): Promise<void> {
  await trx.updateTable('batches').set(change).where('issue', '=', batch.issue).where('seq', '=', batch.seq).execute()
}

/** Members of a batch that are not exclusions, as a column. */
export function countMembers(eb: ExpressionBuilder<Schema, 'batches'>) {
  return eb
    .selectFrom('recipients')
    .select((count) => count.fn.countAll<number>().as('count'))
    .whereRef('recipients.issue', '=', 'batches.issue')
    .whereRef('recipients.batch', '=', 'batches.seq')
    .where('exclusion', 'is', null)
}

/** A batch's history, oldest first. */
export async function readAttempts(db: Kysely<Schema>, issue: string, seq: number): Promise<Attempt[]> {
  const rows = await db
    .selectFrom('attempts')
    .select(['generation', 'at', 'event', 'status', 'error'])
    .where('issue', '=', issue)
    .where('batch', '=', seq)
    .orderBy('n')
    .execute()
  return rows.map((row) => ({ ...row, at: Number(row.at) }))
}

/** Members of a batch that are not exclusions, in the order of its body, opened. */
export async function openMembers(
  db: Kysely<Schema>,
  vault: Vault,
  { issue, seq }: Pick<Batch, 'issue' | 'seq'>,
): Promise<(Recipient & { reported: boolean })[]> {
  const rows = await db
    .selectFrom('recipients')
    .select(['address_hash', 'sealed', 'report'])
    .where('issue', '=', issue)
    .where('batch', '=', seq)
    .where('exclusion', 'is', null)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...openRecipient(vault, issue, row), reported: row.report !== null }))
}

/** Add a line to a batch's history; lines are never changed. */
export async function addAttempt(
  trx: Transaction<Schema>,
  batch: Batch,
  { at, event, status, error }: Omit<Attempt, 'generation'>,
): Promise<void> {
  const { last } = await trx
    .selectFrom('attempts')
    .select((eb) => eb.fn.max('n').as('last'))
    .where('issue', '=', batch.issue)
    .where('batch', '=', batch.seq)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('attempts')
    .values({
      issue: batch.issue,
      batch: batch.seq,
      n: Number(last ?? 0) + 1,
      generation: batch.generation,
      at,
      event,
      status,
      error,
    })
    .execute()
}

/**
 * The range of the members' hashes. It changes no result: without it SQLite joins a list of values by reading the whole
 * issue, so that every batch would cost as much as the issue is large.
 */
function between(rows: { address_hash: Uint8Array }[]) {
  const hashes = rows.map(({ address_hash }) => Buffer.from(address_hash)).sort(Buffer.compare)
  return sql`recipients.address_hash between ${hashes[0]} and ${hashes.at(-1)}`
}

/** Whether another delivery has one of these ids already: an answer that repeats them was not about this batch. */
export async function areTaken(trx: Transaction<Schema>, ids: string[]): Promise<boolean> {
  const row = await trx
    .selectFrom('recipients')
    .select('issue')
    .where('provider_id', 'in', ids)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether the provider has said anything about a member: then the batch was accepted. */
export async function wasReported(trx: Transaction<Schema>, batch: Batch): Promise<boolean> {
  const row = await trx
    .selectFrom('recipients')
    .select('report')
    .where('issue', '=', batch.issue)
    .where('batch', '=', batch.seq)
    .where('report', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function members(trx: Transaction<Schema>, batch: Batch) {
  return trx
    .selectFrom('recipients')
    .select('address_hash')
    .where('issue', '=', batch.issue)
    .where('batch', '=', batch.seq)
    .where('exclusion', 'is', null)
    .orderBy('position')
    .execute()
}

/** Note the provider's id of each delivery and forget the sealed values: the batch is settled. */
export async function storeProviderIds(
  trx: Transaction<Schema>,
  batch: Batch,
  { ids, members: known }: { ids: string[]; members?: Buffer[] },
): Promise<void> {
  const hashes = known ?? (await members(trx, batch)).map(({ address_hash }) => Buffer.from(address_hash))
  if (hashes.length !== ids.length)
    throw new Error(`batch ${batch.seq}: ${ids.length} ids for ${hashes.length} members`)
  const rows = hashes.map((address_hash) => ({ address_hash }))
  const values = hashes.map((hash, index) => sql`(${hash}, ${ids[index]})`)
  await sql`
    with answer (address_hash, provider_id) as (values ${sql.join(values)})
    update recipients set provider_id = answer.provider_id, sealed = null from answer
    where recipients.issue = ${batch.issue} and recipients.address_hash = answer.address_hash and ${between(rows)}
  `.execute(trx)
}

/** Note the ids of those members that were seen at the provider; all of the batch was accepted. Returns how many. */
export async function storeFoundIds(trx: Transaction<Schema>, batch: Batch, ids: Map<string, string>): Promise<number> {
  const rows = await members(trx, batch)
  for (const { address_hash } of rows) {
    const id = ids.get(Buffer.from(address_hash).toString('hex')) ?? null
    await trx
      .updateTable('recipients')
      .set({ provider_id: id, sealed: null })
      .where('issue', '=', batch.issue)
      .where('address_hash', '=', address_hash)
      .execute()
  }
  return rows.length
}

/** Place recipients in a planned batch, in order, each with their sealed values: one statement for the whole batch. */
export async function placeMembers(
  trx: Transaction<Schema>,
  batch: Pick<Batch, 'issue' | 'seq'>,
  sealed: { addressHash: Uint8Array; values: Uint8Array }[],
): Promise<void> {
  const rows = sealed.map(({ addressHash, values }, position) => sql`(${addressHash}, ${position}, ${values})`)
  const hashes = sealed.map(({ addressHash }) => ({ address_hash: addressHash }))
  await sql`
    with member (address_hash, position, sealed) as (values ${sql.join(rows)})
    update recipients set batch = ${batch.seq}, position = member.position, sealed = member.sealed from member
    where recipients.issue = ${batch.issue} and recipients.address_hash = member.address_hash and ${between(hashes)}
  `.execute(trx)
}

/** The only member of a refused batch is a failed delivery, which keeps its masked address so that a person can find it. */
export async function rejectMember(
  trx: Transaction<Schema>,
  batch: Batch,
  { addressHash, values }: Recipient,
  reason: string,
): Promise<void> {
  await setBatch(trx, batch, { state: 'rejected' })
  await trx
    .updateTable('recipients')
    .set({ failure: reason, masked_address: maskAddress(values.address), sealed: null })
    .where('issue', '=', batch.issue)
    .where('address_hash', '=', addressHash)
    .execute()
}

/** Both halves of a refused batch become new batches with keys of their own. */
export async function splitBatch(trx: Transaction<Schema>, batch: Batch, members: Recipient[]): Promise<void> {
  await setBatch(trx, batch, { state: 'split' })
  const { last } = await trx
    .selectFrom('batches')
    .select((eb) => eb.fn.max('seq').as('last'))
    .where('issue', '=', batch.issue)
    .executeTakeFirstOrThrow()
  const middle = Math.ceil(members.length / 2)
  for (const [half, part] of [members.slice(0, middle), members.slice(middle)].entries()) {
    const seq = Number(last) + 1 + half
    const { issue, edition } = batch
    await trx
      .insertInto('batches')
      .values({
        issue,
        seq,
        edition,
        generation: 1,
        state: 'planned',
        sha256: null,
        parent: batch.seq,
        accepted_at: null,
        accepted_count: null,
      })
      .execute()
    await trx
      .updateTable('recipients')
      .set({ batch: seq })
      .where('issue', '=', issue)
      .where(
        'address_hash',
        'in',
        part.map(({ addressHash }) => addressHash),
      )
      .execute()
  }
}
