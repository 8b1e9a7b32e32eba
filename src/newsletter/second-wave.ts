import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Among } from '../audience/among.ts'
import { resolveLanguage } from '../audience/language.ts'
import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import type { List } from './workspace.ts'

/** The same issue for those who waited for their language, in the ledger under a name of its own. */
export interface SecondWave {
  ledgerId: string
  follows: string
  among: Among
  readers: number
}

/**
 * Readers of an issue that is over who waited for a language which its folder has by now: the wave that would serve them.
 * Undefined where nobody waits, or nobody's document is there. Reads no Markdown.
 */
export async function findSecondWave(
  config: Config,
  { issue, state, cancelledAt, follows }: FrozenIssue,
  newsletter: Newsletter,
  { audience, ledger }: List,
  now: number,
): Promise<SecondWave | undefined> {
  // What was given up is not begun again by the back door.
  if (state !== 'done' || cancelledAt !== null || follows !== null) return undefined
  const waiting = await audience.groupings([], now, { kind: 'waiting', of: issue })
  if (waiting.length === 0) return undefined
  const available = await documentsOf(config, issue, newsletter)
  const served = waiting.filter(
    ({ language }) => resolveLanguage(language, available, newsletter.fallback) !== undefined,
  )
  if (served.length === 0) return undefined
  const before = (await ledger.list()).filter((other) => other.follows === issue)
  return {
    ledgerId: `${issue}_wave-${before.length + 2}`,
    follows: issue,
    among: { kind: 'waiting', of: issue, languages: served.map(({ language }) => language) },
    readers: served.reduce((sum, { readers }) => sum + readers, 0),
  }
}

async function documentsOf({ issuesFolder }: Config, issue: string, { languages }: Newsletter): Promise<string[]> {
  const files = await readdir(join(issuesFolder, issue)).catch((): string[] => [])
  return languages.filter((language) => files.includes(`${language}.md`))
}
