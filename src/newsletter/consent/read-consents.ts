import type { ConsentFacts } from '../../checks/check.ts'
import type { Config } from '../../config.ts'
import type { Document } from '../../document/document.ts'
import { recordOf } from '../../stories/tellings.ts'
import { hasList, openList } from '../workspace.ts'
import { consentFacts } from './consent-facts.ts'

/**
 * What this workspace knows of the consent that an issue's stories name; undefined where there is no list, or no story
 * names a record.
 *
 * @throws Problem those of the list
 */
export async function readConsents(config: Config, documents: readonly Document[]): Promise<ConsentFacts | undefined> {
  const records = documents.flatMap(({ blocks }) => blocks.flatMap((block) => recordOf(block) ?? []))
  if (records.length === 0 || !hasList(config)) return undefined
  const list = await openList(config, () => undefined)
  try {
    return await consentFacts(list, records)
  } finally {
    await list.close()
  }
}
