import type { Transaction } from 'kysely'
import type { Vault } from '../audience/vault.ts'
import { deliveryTag } from '../delivery/encoder.ts'
import { Problem } from '../problem/problem.ts'
import { applyReport, type ReportEvent } from './report-rows.ts'
import type { Schema } from './schema.ts'

const purposeOf = (id: string): string => `parked:${id}`

/** Keep an event whose delivery is not known yet. `now`: when it came, epoch milliseconds. */
export async function parkEvent(
  trx: Transaction<Schema>,
  vault: Vault,
  event: ReportEvent,
  now: number,
): Promise<void> {
  await trx
    .insertInto('parked_events')
    .values({
      id: event.id,
      at: now,
      email_id: event.emailId ?? null,
      issue: event.tags.issue ?? null,
      delivery: event.tags.delivery ?? null,
      sealed: vault.seal(JSON.stringify(event), purposeOf(event.id)),
    })
    .execute()
}

/**
 * Apply what was parked for the deliveries of a batch that was just accepted under these ids. Belongs into the transaction
 * that stores the ids: afterwards nothing of it is left parked. Returns how many reports were written.
 */
export async function unparkBatch(
  trx: Transaction<Schema>,
  vault: Vault,
  issue: string,
  providerIds: string[],
): Promise<number> {
  const any = await trx.selectFrom('parked_events').select('id').limit(1).executeTakeFirst()
  if (!any || providerIds.length === 0) return 0
  const members = await trx
    .selectFrom('recipients')
    .select('address_hash')
    .where('issue', '=', issue)
    .where('provider_id', 'in', providerIds)
    .execute()
  const tags = members.map(({ address_hash }) => deliveryTag(address_hash))
  const byId = await trx
    .selectFrom('parked_events')
    .select(['id', 'sealed'])
    .where('email_id', 'in', providerIds)
    .execute()
  const byTag =
    tags.length === 0
      ? []
      : await trx
          .selectFrom('parked_events')
          .select(['id', 'sealed'])
          .where('issue', '=', issue)
          .where('delivery', 'in', tags)
          .execute()
  return await applyParked(trx, vault, [...new Map([...byId, ...byTag].map((row) => [row.id, row])).values()])
}

/** One page of what is parked, in the order of its ids: what can be applied by now is. `after`: the last id of the page before. */
export async function unparkPage(
  trx: Transaction<Schema>,
  vault: Vault,
  after: string,
  size: number,
): Promise<{ applied: number; last: string | undefined }> {
  const rows = await trx
    .selectFrom('parked_events')
    .select(['id', 'sealed'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(size)
    .execute()
  return { applied: await applyParked(trx, vault, rows), last: rows.at(-1)?.id }
}

async function applyParked(
  trx: Transaction<Schema>,
  vault: Vault,
  rows: { id: string; sealed: Uint8Array }[],
): Promise<number> {
  let applied = 0
  for (const { id, sealed } of rows) {
    const event = openParked(vault, id, sealed)
    const outcome = event ? await applyReport(trx, event) : 'unknown'
    if (outcome === 'unknown') continue
    if (outcome === 'applied') applied += 1
    await trx.deleteFrom('parked_events').where('id', '=', id).execute()
  }
  return applied
}

/** Undefined where the seal does not open: one damaged row must not keep a batch from being settled. */
function openParked(vault: Vault, id: string, sealed: Uint8Array): ReportEvent | undefined {
  try {
    return JSON.parse(vault.open(sealed, purposeOf(id)).toString('utf8'))
  } catch (error) {
    if (error instanceof Problem && error.code === 'sealed_value_broken') return undefined
    throw error
  }
}
