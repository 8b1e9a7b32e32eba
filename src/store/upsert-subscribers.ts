import type { Transaction } from 'kysely'
import type { UpsertOutcome } from '../audience/audience-store.ts'
import { mergeSubscribers, sameSubscriber } from '../audience/merge.ts'
import type { Subscriber } from '../audience/subscriber.ts'
import type { Vault } from '../audience/vault.ts'
import type { Schema } from './schema.ts'
import { subscriberPurpose } from './subscriber-purpose.ts'
import { openSubscriber, sealSubscriber, topicsOf } from './subscriber-rows.ts'

/** Somebody on this page: as the store has them, and as they are to be. */
interface Entry {
  hash: Buffer
  id?: number
  stored?: Subscriber
  wanted?: Subscriber
  suppressed: boolean
}

export interface UpsertOptions {
  /** Epoch milliseconds. */
  now: number
  dryRun: boolean
  /** The import that new people come with; those who are there keep theirs. */
  importId?: number
}

/** Decide one page, and unless it is a dry run, write it. */
export async function upsertPage(
  trx: Transaction<Schema>,
  vault: Vault,
  rows: Subscriber[],
  options: UpsertOptions,
): Promise<UpsertOutcome[]> {
  const hashes = rows.map(({ address }) => vault.addressHash(address))
  const entries = await loadEntries(trx, vault, hashes)
  const outcomes = rows.map((row, index): UpsertOutcome => {
    const entry = entries.get(hashes[index]?.toString('base64') ?? '')
    if (!entry) throw new Error('every row has an entry')
    if (entry.suppressed) return 'suppressed'
    const before = entry.wanted
    entry.wanted = before ? mergeSubscribers(before, row) : { ...row, topics: [...new Set(row.topics)].sort() }
    if (!before) return 'added'
    return sameSubscriber(before, entry.wanted) ? 'unchanged' : 'updated'
  })
  if (!options.dryRun) await writeEntries(trx, vault, [...entries.values()], options)
  return outcomes
}

async function loadEntries(trx: Transaction<Schema>, vault: Vault, hashes: Buffer[]): Promise<Map<string, Entry>> {
  const entries = new Map(hashes.map((hash): [string, Entry] => [hash.toString('base64'), { hash, suppressed: false }]))
  const entryOf = (hash: Uint8Array) => entries.get(Buffer.from(hash).toString('base64'))
  const unique = [...entries.values()].map(({ hash }) => hash)
  const known = await trx.selectFrom('subscribers').selectAll().where('address_hash', 'in', unique).execute()
  const topics = await topicsOf(
    trx,
    known.map(({ id }) => id),
  )
  for (const row of known) {
    const entry = entryOf(row.address_hash)
    if (!entry) continue
    entry.id = row.id
    entry.stored = openSubscriber(vault, row, topics.get(row.id) ?? [])
    entry.wanted = entry.stored
  }
  const suppressed = await trx
    .selectFrom('suppressions')
    .select('address_hash')
    .where('address_hash', 'in', unique)
    .execute()
  for (const row of suppressed) {
    const entry = entryOf(row.address_hash)
    if (entry) entry.suppressed = true
  }
  return entries
}

async function writeEntries(
  trx: Transaction<Schema>,
  vault: Vault,
  entries: Entry[],
  { now, importId }: UpsertOptions,
): Promise<void> {
  const topics: { topic: string; subscriber_id: number }[] = []
  const added = entries.flatMap(({ hash, id, wanted }) =>
    wanted && id === undefined
      ? [
          {
            ...sealSubscriber(vault, wanted, hash),
            address_hash: hash,
            address: vault.seal(wanted.address, subscriberPurpose('address', hash)),
            created_at: now,
            import_id: importId ?? null,
          },
        ]
      : [],
  )
  if (added.length > 0) {
    const ids = await trx.insertInto('subscribers').values(added).returning(['id', 'address_hash']).execute()
    const idOf = new Map(ids.map((row) => [Buffer.from(row.address_hash).toString('base64'), row.id]))
    for (const entry of entries) entry.id ??= idOf.get(entry.hash.toString('base64'))
  }
  for (const { hash, id, stored, wanted } of entries) {
    if (id === undefined || !wanted) continue
    for (const topic of wanted.topics) if (!stored?.topics.includes(topic)) topics.push({ topic, subscriber_id: id })
    if (!stored || sameSubscriber(stored, wanted)) continue
    await trx
      .updateTable('subscribers')
      .set(sealSubscriber(vault, wanted, hash))
      .where('id', '=', id)
      .execute()
  }
  for (let at = 0; at < topics.length; at += 5000) {
    await trx
      .insertInto('subscriber_topics')
      .values(topics.slice(at, at + 5000))
      .execute()
  }
}
