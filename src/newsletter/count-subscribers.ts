import type { AudienceStats } from '../audience/audience-store.ts'
import type { Config } from '../config.ts'
import { hasList, openList } from './workspace.ts'

/** Counts of the list, no address among them; undefined where there is no list. */
export async function countSubscribers(
  config: Config,
  warn: (message: string) => void,
): Promise<AudienceStats | undefined> {
  if (!hasList(config)) return undefined
  const list = await openList(config, warn)
  try {
    return await list.audience.stats()
  } finally {
    await list.close()
  }
}
