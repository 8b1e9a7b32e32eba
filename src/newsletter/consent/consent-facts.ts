import type { ConsentFacts } from '../../checks/check.ts'
import type { Consent } from '../../stories/record.ts'
import type { List } from '../workspace.ts'

/** The part of a list that knows about consent. */
export type ConsentList = Pick<List, 'stories' | 'vault'>

/** What a list knows of some records at this moment. */
export async function consentFacts({ stories, vault }: ConsentList, records: Iterable<string>): Promise<ConsentFacts> {
  const consents = new Map<string, Consent>()
  for (const id of new Set(records)) {
    const consent = await stories.find(id)
    if (consent) consents.set(id, consent)
  }
  return { consents, hashWords: (normalWords) => vault.wordHash(normalWords).toString('hex') }
}
