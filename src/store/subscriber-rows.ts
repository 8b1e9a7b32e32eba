import type { Insertable, Kysely, Selectable } from 'kysely'
import type { Subscriber } from '../audience/subscriber.ts'
import type { Vault } from '../audience/vault.ts'
import type { AudienceTables } from './audience-schema.ts'
import type { Schema } from './schema.ts'
import { subscriberPurpose } from './subscriber-purpose.ts'

export type SubscriberRow = Selectable<AudienceTables['subscribers']>

/** A row and its topics as a subscriber, its address and name opened. */
export function openSubscriber(vault: Vault, row: SubscriberRow, topics: string[]): Subscriber {
  const open = (column: 'address' | 'name', sealed: Uint8Array) =>
    vault.open(sealed, subscriberPurpose(column, row.address_hash)).toString('utf8')
  return {
    address: open('address', row.address),
    ...(row.name === null ? {} : { name: open('name', row.name) }),
    language: row.language,
    ...(row.region === null ? {} : { region: row.region }),
    topics,
    consent: {
      at: new Date(Number(row.consent_at)).toISOString(),
      source: row.consent_source,
      ...(row.consent_wording === null ? {} : { wording: row.consent_wording }),
    },
  }
}

/** The columns of a subscriber that a merge may change. */
export function sealSubscriber(
  vault: Vault,
  subscriber: Subscriber,
  hash: Buffer,
): Omit<Insertable<AudienceTables['subscribers']>, 'created_at' | 'paused_until' | 'address' | 'address_hash'> {
  const { name, language, region, consent } = subscriber
  return {
    name: name === undefined ? null : vault.seal(name, subscriberPurpose('name', hash)),
    language,
    region: region ?? null,
    consent_at: Date.parse(consent.at),
    consent_source: consent.source,
    consent_wording: consent.wording ?? null,
  }
}

/** The topics of some subscribers, by id, sorted. */
export async function topicsOf(db: Kysely<Schema>, ids: number[]): Promise<Map<number, string[]>> {
  const topics = new Map<number, string[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return topics
  const rows = await db
    .selectFrom('subscriber_topics')
    .selectAll()
    .where('subscriber_id', 'in', ids)
    .orderBy('topic')
    .execute()
  for (const { subscriber_id, topic } of rows) topics.get(Number(subscriber_id))?.push(topic)
  return topics
}
