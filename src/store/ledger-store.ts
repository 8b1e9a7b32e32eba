import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { type Armed, type Batch, generationsMost, type Recipient, type Settlement } from '../delivery/batch.ts'
import type { Ledger } from '../delivery/ledger.ts'
import {
  addAttempt,
  areTaken,
  countMembers,
  openMembers,
  rejectMember,
  setBatch,
  splitBatch,
  storeProviderIds,
  wasReported,
} from './ledger-batches.ts'
import { excludeLeavers, excludeMembers, isClean } from './ledger-exclusions.ts'
import { LedgerReconciler } from './ledger-reconciler.ts'
import { unparkBatch } from './parked-events.ts'
import type { Schema } from './schema.ts'

/** The ledger in SQL: reading, freezing, deciding, reconciling, and here what submitting writes. */
export class LedgerStore extends LedgerReconciler implements Ledger {
  async openBatches(issue: string, limit: number, after: number): Promise<Batch[]> {
    const rows = await this.db
      .selectFrom('batches')
      .select((eb) => ['issue', 'seq', 'edition', 'generation', 'state', countMembers(eb).as('count')])
      .where('issue', '=', issue)
      .where('seq', '>', after)
      .where('state', 'in', ['planned', 'armed'])
      .orderBy('seq')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ ...row, count: Number(row.count) }))
  }

  async arm(batch: Batch, now: number, encode: (members: Recipient[]) => Uint8Array): Promise<Armed> {
    return await this.db.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('batches')
        .innerJoin('issues', 'issues.issue', 'batches.issue')
        .select(['batches.state', 'sha256', 'generation', 'issues.state as issueState'])
        .where('batches.issue', '=', batch.issue)
        .where('seq', '=', batch.seq)
        .executeTakeFirst()
      if (!row) return { kind: 'stopped' }
      const { state, sha256, generation } = row
      if ((state !== 'planned' && state !== 'armed') || generation !== batch.generation) return { kind: 'settled' }
      if (row.issueState !== 'sending') return { kind: 'stopped' }
      if (state === 'planned' && generation > 1 && (await wasReported(trx, batch))) {
        // A word about a member: the batch was accepted under its earlier key after all. Reconciling finds that.
        await setBatch(trx, batch, { state: 'held' })
        await addAttempt(trx, batch, { at: now, event: 'unknown', status: null, error: 'reported_meanwhile' })
        return { kind: 'held' }
      }
      // Refused so far: nothing is out, so whoever left meanwhile is left out, under a key that no other bytes had.
      const asksAgain = state === 'armed' && generation < generationsMost && (await isClean(trx, batch))
      const excluded = state === 'planned' || asksAgain ? await excludeLeavers(trx, batch, now) : 0
      const renewed = asksAgain && excluded > 0
      const armed = { ...batch, generation: renewed ? generation + 1 : generation }
      const members = await openMembers(trx, this.vault, batch)
      if (members.length === 0) {
        await setBatch(trx, batch, { state: 'empty' })
        return { kind: 'empty' }
      }
      const body = encode(members)
      const hash = createHash('sha256').update(body).digest()
      if (sha256 && !renewed && !hash.equals(sha256)) {
        await setBatch(trx, batch, { state: 'held' })
        await addAttempt(trx, batch, { at: now, event: 'unknown', status: null, error: 'bytes_differ' })
        return { kind: 'held' }
      }
      await setBatch(trx, batch, { state: 'armed', sha256: hash, generation: armed.generation })
      await addAttempt(trx, armed, { at: now, event: 'armed', status: null, error: null })
      const hashes = members.map(({ addressHash }) => addressHash)
      return { kind: 'armed', body, members: hashes, excluded, generation: armed.generation }
    })
  }

  async settle(batch: Batch, settlement: Settlement): Promise<boolean> {
    return await this.db.transaction().execute(async (trx) => {
      const { state, generation, cancelled_at } = await trx
        .selectFrom('batches')
        .innerJoin('issues', 'issues.issue', 'batches.issue')
        .select(['batches.state', 'generation', 'cancelled_at'])
        .where('batches.issue', '=', batch.issue)
        .where('seq', '=', batch.seq)
        .executeTakeFirstOrThrow()
      if (state !== 'armed' || generation !== batch.generation) return true
      switch (settlement.kind) {
        case 'unsettled':
          await addAttempt(trx, batch, settlement)
          if (cancelled_at !== null && (await isClean(trx, batch))) await giveUp(trx, batch)
          return true
        case 'held':
          await setBatch(trx, batch, { state: 'held' })
          await addAttempt(trx, batch, { ...settlement, event: 'unknown' })
          return true
        case 'accepted':
          if (await areTaken(trx, settlement.ids)) {
            const error = 'ids_repeated'
            await addAttempt(trx, batch, { at: settlement.at, event: 'unknown', status: 200, error })
            return false
          }
          await setBatch(trx, batch, {
            state: 'accepted',
            accepted_at: settlement.at,
            accepted_count: settlement.ids.length,
          })
          await storeProviderIds(trx, batch, settlement)
          await unparkBatch(trx, this.vault, batch.issue, settlement.ids)
          await addAttempt(trx, batch, { at: settlement.at, event: 'accepted', status: 200, error: null })
          return true
        case 'refused': {
          const { at, status, error, message } = settlement
          await addAttempt(trx, batch, { at, event: 'refused', status, error: `${error}: ${message}` })
          const members = await openMembers(trx, this.vault, batch)
          const [only] = members
          if (members.length === 1 && only) await rejectMember(trx, batch, only, error)
          else if (cancelled_at !== null) await giveUp(trx, batch)
          else await splitBatch(trx, batch, members)
          return true
        }
      }
    })
  }
}

/** Nothing of the batch is out, and a cancelled issue begins nothing new. */
async function giveUp(trx: Transaction<Schema>, batch: Batch): Promise<void> {
  await excludeMembers(trx, batch, 'cancelled')
  await setBatch(trx, batch, { state: 'empty' })
}
