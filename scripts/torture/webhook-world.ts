import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Insertable } from 'kysely'
import type { BatchState } from '../../src/delivery/batch.ts'
import { createAudienceStore } from '../../src/store/audience-store.ts'
import { openKeyRing } from '../../src/store/key-ring.ts'
import { LedgerStore } from '../../src/store/ledger-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createReportStore } from '../../src/store/report-store.ts'
import type { Schema } from '../../src/store/schema.ts'

export interface Reader {
  address: string
  hash: Buffer
}

/** An issue to put into the ledger: its list, and the batches with their states and members (by index of reader). */
export interface PlannedIssue {
  issue: string
  listId: string
  frozenAt: number
  batches: { state: Extract<BatchState, 'planned' | 'armed' | 'held'>; members: number[]; generation?: number }[]
  /** Readers who are exclusions. */
  excluded?: number[]
}

export const joinedAt = Date.parse('2024-01-01T00:00:00Z')

/** What wraps the key ring of every world. */
export const worldKey = Buffer.alloc(32, 7)

/** The id under which a delivery is accepted. */
export function emailIdOf(issue: string, reader: number): string {
  const hex = createHash('sha256').update(`${issue}/${reader}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** A store in a folder of its own with readers and issues whose batches are under way. */
export async function openWebhookWorld(readers: number, issues: PlannedIssue[]) {
  const folder = mkdtempSync(join(tmpdir(), 'wayforward-webhooks-'))
  const { db, close } = await openStore(join(folder, 'wayforward.db'))
  const vault = await openKeyRing(db, worldKey)
  const audience = createAudienceStore(db, vault)
  const ledger = new LedgerStore(db, vault)
  const people: Reader[] = Array.from({ length: readers }, (_, index) => {
    const address = `reader${index}@example.org`
    return { address, hash: vault.addressHash(address) }
  })
  const consent = { at: new Date(joinedAt).toISOString(), source: 'test' }
  const hashOf = (reader: number): Buffer => people[reader]?.hash ?? Buffer.alloc(32)
  await fill()

  async function fill(): Promise<void> {
    const subscribers = people.map(({ address }) => ({ address, language: 'en', topics: [], consent }))
    await audience.upsertSubscribers(subscribers, joinedAt)
    for (const planned of issues) await writeIssue(planned)
  }

  async function writeIssue({ issue, listId, frozenAt, batches, excluded = [] }: PlannedIssue): Promise<void> {
    const envelope = { listId, from: '', replyTo: '', listIdHeader: '' }
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('issues')
        .values({
          ...{ issue, state: 'sending', candidates: 0, envelope: JSON.stringify(envelope), frozen_at: frozenAt },
        })
        .execute()
      const rows: Insertable<Schema['recipients']>[] = excluded.map((reader) => ({
        ...{ issue, address_hash: hashOf(reader), language: 'en', mask: 0, exclusion: 'paused' as const },
      }))
      for (const [index, { state, members, generation = 1 }] of batches.entries()) {
        const seq = index + 1
        await trx.insertInto('batches').values({ issue, seq, edition: 'en', generation, state }).execute()
        for (const [position, reader] of members.entries()) {
          rows.push({
            ...{ issue, address_hash: hashOf(reader), language: 'en', mask: 0, edition: 'en', batch: seq, position },
          })
        }
      }
      for (let at = 0; at < rows.length; at += 500) {
        await trx
          .insertInto('recipients')
          .values(rows.slice(at, at + 500))
          .execute()
      }
    })
  }

  return {
    folder,
    db,
    vault,
    audience,
    people,
    reports: createReportStore(db, vault),
    /** What the ledger does when the provider's yes to a batch arrives. `seq` counts from 1. */
    async accept({ issue, batches }: PlannedIssue, seq: number): Promise<void> {
      const ids = (batches[seq - 1]?.members ?? []).map((reader) => emailIdOf(issue, reader))
      const batch = { issue, seq, edition: 'en', generation: 1, state: 'armed' as const, count: ids.length }
      await ledger.settle(batch, { kind: 'accepted', at: joinedAt, ids })
    },
    /** Everything as it was at first. */
    async restart(): Promise<void> {
      const tables = [
        ...(['parked_events', 'provider_events', 'suppressions', 'attempts'] as const),
        ...(['recipients', 'batches', 'issues'] as const),
      ]
      for (const table of tables) await db.deleteFrom(table).execute()
      await fill()
    },
    async [Symbol.asyncDispose]() {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
