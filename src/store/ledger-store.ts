import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Armed, Batch, FrozenIssue, Ledger, Recipient, RecipientValues, Settlement } from '../delivery/ledger.ts'
import { addAttempt, excludeLeavers, rejectMember, setBatch, splitBatch, storeProviderIds } from './ledger-batches.ts'
import { LedgerFreezer } from './ledger-freezer.ts'
import { recipientPurpose } from './ledger-rows.ts'
import type { Schema } from './schema.ts'

/** The ledger in SQL: reading, freezing, and here what submitting writes. */
export class LedgerStore extends LedgerFreezer implements Ledger {
  async openBatches(issue: string, limit: number, after: number): Promise<Batch[]> {
    const rows = await this.db
      .selectFrom('batches')
      .select((eb) => [
        'issue',
        'seq',
        'edition',
        'generation',
        'state',
        eb
          .selectFrom('recipients')
          .select((count) => count.fn.countAll<number>().as('count'))
          .whereRef('recipients.issue', '=', 'batches.issue')
          .whereRef('recipients.batch', '=', 'batches.seq')
          .where('exclusion', 'is', null)
          .as('count'),
      ])
      .where('issue', '=', issue)
      .where('seq', '>', after)
      .where('state', 'in', ['planned', 'armed'])
      .orderBy('seq')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  }

  async attempts(issue: string, seq: number): ReturnType<Ledger['attempts']> {
    const rows = await this.db
      .selectFrom('attempts')
      .select(['generation', 'at', 'event', 'status', 'error'])
      .where('issue', '=', issue)
      .where('batch', '=', seq)
      .orderBy('n')
      .execute()
    return rows.map((row) => ({ ...row, at: Number(row.at) }))
  }

  async arm(batch: Batch, now: number, encode: (members: Recipient[]) => Uint8Array): Promise<Armed> {
    return await this.db.transaction().execute(async (trx) => {
      const { state, sha256 } = await trx
        .selectFrom('batches')
        .select(['state', 'sha256'])
        .where('issue', '=', batch.issue)
        .where('seq', '=', batch.seq)
        .executeTakeFirstOrThrow()
      if (state !== 'planned' && state !== 'armed') return { kind: 'settled' }
      const excluded = state === 'planned' ? await excludeLeavers(trx, batch, now) : 0
      const members = await this.#members(trx, batch)
      if (members.length === 0) {
        await setBatch(trx, batch, { state: 'empty' })
        return { kind: 'empty' }
      }
      const body = encode(members)
      const hash = createHash('sha256').update(body).digest()
      if (sha256 && !hash.equals(sha256)) {
        await setBatch(trx, batch, { state: 'held' })
        await addAttempt(trx, batch, { at: now, event: 'unknown', status: null, error: 'bytes_differ' })
        return { kind: 'held' }
      }
      await setBatch(trx, batch, { state: 'armed', sha256: hash })
      await addAttempt(trx, batch, { at: now, event: 'armed', status: null, error: null })
      return { kind: 'armed', body, count: members.length, excluded }
    })
  }

  async settle(batch: Batch, settlement: Settlement): Promise<void> {
    await this.db.transaction().execute(async (trx) => {
      const { state } = await trx
        .selectFrom('batches')
        .select('state')
        .where('issue', '=', batch.issue)
        .where('seq', '=', batch.seq)
        .executeTakeFirstOrThrow()
      if (state !== 'armed') return
      switch (settlement.kind) {
        case 'unsettled':
          return await addAttempt(trx, batch, settlement)
        case 'held':
          await setBatch(trx, batch, { state: 'held' })
          return await addAttempt(trx, batch, { ...settlement, event: 'unknown' })
        case 'accepted':
          await setBatch(trx, batch, { state: 'accepted' })
          await storeProviderIds(trx, batch, settlement.ids)
          return await addAttempt(trx, batch, { at: settlement.at, event: 'accepted', status: 200, error: null })
        case 'refused': {
          const { at, status, error, message } = settlement
          await addAttempt(trx, batch, { at, event: 'refused', status, error: `${error}: ${message}` })
          const members = await this.#members(trx, batch)
          const [only] = members
          if (members.length === 1 && only) return await rejectMember(trx, batch, only, error)
          return await splitBatch(trx, batch, members)
        }
      }
    })
  }

  async setState(
    issue: string,
    state: FrozenIssue['state'],
    reason: FrozenIssue['reason'],
    now: number,
  ): Promise<void> {
    if (state === 'draft') throw new Error('a draft has no row; use discardFreeze')
    await this.db
      .updateTable('issues')
      .set({ state, reason, done_at: state === 'done' ? now : null })
      .where('issue', '=', issue)
      .execute()
  }

  async #members(trx: Transaction<Schema>, batch: Batch): Promise<Recipient[]> {
    const rows = await trx
      .selectFrom('recipients')
      .select(['address_hash', 'sealed'])
      .where('issue', '=', batch.issue)
      .where('batch', '=', batch.seq)
      .where('exclusion', 'is', null)
      .orderBy('position')
      .execute()
    return rows.map(({ address_hash, sealed }) => {
      if (sealed === null) throw new Error(`recipient without values in batch ${batch.seq}`)
      const addressHash = Buffer.from(address_hash)
      const values: RecipientValues = JSON.parse(
        this.vault.open(sealed, recipientPurpose(batch.issue, addressHash)).toString('utf8'),
      )
      return { addressHash, values }
    })
  }
}
