import { normaliseAddress } from '../audience/address.ts'
import type { UpsertOutcome } from '../audience/audience-store.ts'
import type { Config } from '../config.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { addressMalformed, languageUnknown, newsletterBroken, topicUnknown } from './problems.ts'
import { openList } from './workspace.ts'

export interface NewSubscriber {
  address: string
  name?: string
  language: string
  region?: string
  topics: string[]
  /** Where and how they agreed. */
  consentSource: string
}

/**
 * Add one person who agreed today, or merge what is new into who is there. A suppressed address stays off the list.
 *
 * @throws Problem address_malformed, language_unknown, topic_unknown, newsletter_broken
 */
export async function addSubscriber(
  config: Config,
  person: NewSubscriber,
  warn: (message: string) => void,
): Promise<UpsertOutcome> {
  const { newsletter } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw newsletterBroken()
  const address = normaliseAddress(person.address)
  if (address === undefined) throw addressMalformed()
  const { language, name, region, topics } = person
  if (!newsletter.languages.includes(language)) throw languageUnknown({ language, known: newsletter.languages })
  const unknown = topics.find((topic) => !newsletter.topics.includes(topic))
  if (unknown !== undefined) throw topicUnknown({ topic: unknown, known: newsletter.topics })
  const list = await openList(config, warn)
  try {
    const now = Date.now()
    const consent = { at: new Date(now).toISOString(), source: person.consentSource }
    const [outcome] = await list.audience.upsertSubscribers([{ address, name, language, region, topics, consent }], now)
    return outcome ?? 'unchanged'
  } finally {
    await list.close()
  }
}
