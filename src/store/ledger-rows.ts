import type { Selectable, Transaction } from 'kysely'
import type { Vault } from '../audience/vault.ts'
import type { Recipient } from '../delivery/batch.ts'
import type { Candidate, CountedEdition, FrozenIssue } from '../delivery/ledger.ts'
import type { LedgerTables } from './ledger-schema.ts'
import { dropPictures } from './picture-store.ts'
import type { Schema } from './schema.ts'
import { subscriberPurpose } from './subscriber-purpose.ts'

const number = (value: number | null): number => Number(value ?? 0)

/** The columns that are null while an issue is `freezing` read as empty: nothing is sent in that state. */
export function toFrozenIssue(row: Selectable<LedgerTables['issues']>): FrozenIssue {
  return {
    issue: row.issue,
    state: row.state,
    reason: row.reason,
    candidates: row.candidates,
    provider: row.provider ?? '',
    endpoint: row.endpoint ?? '',
    origin: row.origin ?? '',
    contentHash: row.content_hash ?? '',
    encoder: number(row.encoder),
    envelope:
      row.envelope === null ? { listId: '', from: '', replyTo: '', listIdHeader: '' } : JSON.parse(row.envelope),
    notBefore: number(row.not_before),
    frozenAt: number(row.frozen_at),
    doneAt: row.done_at === null ? null : Number(row.done_at),
    detail: row.detail,
    cancelledAt: row.cancelled_at === null ? null : Number(row.cancelled_at),
    confirmedAt: row.confirmed_at === null ? null : Number(row.confirmed_at),
    dailyCap: row.daily_cap,
    trackingOff: row.tracking_off,
    pages: row.pages,
    // Frozen before receipts were: its content names it well enough.
    receipt: row.receipt ?? row.content_hash ?? '',
    acceptedRates: row.accepted_rates === null ? null : JSON.parse(row.accepted_rates),
    issueKind: row.kind ?? 'monthly',
    month: row.month,
    dueAt: row.due_at === null ? null : Number(row.due_at),
    follows: row.follows,
  }
}

export function toFrozenEdition(row: Selectable<LedgerTables['editions']>): CountedEdition {
  return {
    id: row.id,
    language: row.language,
    segments: JSON.parse(row.segments),
    blocks: JSON.parse(row.blocks),
    htmlBytes: row.html_bytes,
    readers: row.readers,
  }
}

/** What a recipient's sealed values are bound to: the issue and the person. */
export function recipientPurpose(issue: string, addressHash: Uint8Array): string {
  return `recipient:${issue}:${Buffer.from(addressHash).toString('hex')}`
}

export function openCandidate(
  vault: Vault,
  row: { address_hash: Uint8Array; address: Uint8Array; name: Uint8Array | null; edition: string | null },
): Candidate {
  const { address_hash: hash } = row
  return {
    addressHash: Buffer.from(hash),
    edition: row.edition ?? '',
    address: vault.open(row.address, subscriberPurpose('address', hash)).toString('utf8'),
    name: row.name === null ? undefined : vault.open(row.name, subscriberPurpose('name', hash)).toString('utf8'),
  }
}

/** A recipient with the values that were sealed at the freeze. */
export function openRecipient(
  vault: Vault,
  issue: string,
  { address_hash, sealed }: { address_hash: Uint8Array; sealed: Uint8Array | null },
): Recipient {
  const addressHash = Buffer.from(address_hash)
  const purpose = recipientPurpose(issue, addressHash)
  if (sealed === null) throw new Error(`${purpose.slice(0, -48)}… has no values, but its batch is not settled`)
  return { addressHash, values: JSON.parse(vault.open(sealed, purpose).toString('utf8')) }
}

/** Remove what an unfinished freeze wrote. An issue that was frozen is left as it is. */
export async function deleteFreeze(trx: Transaction<Schema>, issue: string): Promise<void> {
  const row = await trx.selectFrom('issues').select('state').where('issue', '=', issue).executeTakeFirst()
  if (!row) return
  if (row.state !== 'freezing') throw new Error(`issue ${issue} is ${row.state}: a frozen issue is never deleted`)
  await deleteIssue(trx, issue)
}

/** Remove an issue of which nothing was ever armed. */
export async function deleteIssue(trx: Transaction<Schema>, issue: string): Promise<void> {
  await dropPictures(trx, issue)
  for (const table of ['batches', 'recipients', 'editions', 'issues'] as const) {
    await trx.deleteFrom(table).where('issue', '=', issue).execute()
  }
}
