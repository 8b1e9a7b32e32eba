import type { ConsentFacts } from '../../checks/check.ts'
import type { Config } from '../../config.ts'
import type { Document } from '../../document/document.ts'

/**
 * What this workspace knows of the consent that an issue's stories name; undefined where there is no list, or no story
 * names a record.
 */
export async function readConsents(_config: Config, _documents: Document[]): Promise<ConsentFacts | undefined> {
  return undefined
}
