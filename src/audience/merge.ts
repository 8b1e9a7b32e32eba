import type { Subscriber } from './subscriber.ts'

/**
 * One person from two records. What goes with the newer consent (language, region, name, the consent itself) wins, and
 * of two equally old ones the arriving one, so that a corrected file can be imported again; a missing name or region is
 * filled in from the other; topics are united.
 */
export function mergeSubscribers(known: Subscriber, arriving: Subscriber): Subscriber {
  const arrivingIsNewer = Date.parse(arriving.consent.at) >= Date.parse(known.consent.at)
  const [newer, older] = arrivingIsNewer ? [arriving, known] : [known, arriving]
  const sameConsent = newer.consent.at === older.consent.at && newer.consent.source === older.consent.source
  const wording = newer.consent.wording ?? (sameConsent ? older.consent.wording : undefined)
  return {
    address: known.address,
    ...optional('name', newer.name ?? older.name),
    language: newer.language,
    ...optional('region', newer.region ?? older.region),
    topics: [...new Set([...known.topics, ...arriving.topics])].sort(),
    consent: { at: newer.consent.at, source: newer.consent.source, ...optional('wording', wording) },
  }
}

/** Whether two records of one address say the same. */
export function sameSubscriber(one: Subscriber, other: Subscriber): boolean {
  return (
    one.name === other.name &&
    one.language === other.language &&
    one.region === other.region &&
    Date.parse(one.consent.at) === Date.parse(other.consent.at) &&
    one.consent.source === other.consent.source &&
    one.consent.wording === other.consent.wording &&
    one.topics.length === other.topics.length &&
    one.topics.every((topic) => other.topics.includes(topic))
  )
}

function optional<Key extends string>(key: Key, value: string | undefined): { [K in Key]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]?: string })
}
