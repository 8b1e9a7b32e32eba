import type { FrozenEdition, FrozenIssue, Ledger } from '../../delivery/ledger.ts'

/** An issue that went out, with its second waves. */
export interface SentIssue {
  frozen: FrozenIssue
  editions: FrozenEdition[]
}

/**
 * What of an issue was handed over, second waves included; undefined when nothing of it ever was. Discarded and unfinished
 * freezes are not there.
 */
export async function findSent(ledger: Ledger, issue: string): Promise<SentIssue | undefined> {
  const frozen = await ledger.find(issue)
  if (!frozen || frozen.follows !== null || (await ledger.firstAttemptAt(issue)) === undefined) return undefined
  const waves = (await ledger.list()).filter(({ follows }) => follows === issue)
  const begun = [issue]
  for (const { issue: wave } of waves) if ((await ledger.firstAttemptAt(wave)) !== undefined) begun.push(wave)
  const editions: FrozenEdition[] = []
  for (const name of begun) {
    for (const { id } of await ledger.editions(name)) {
      const edition = await ledger.edition(name, id)
      if (edition) editions.push(edition)
    }
  }
  return { frozen, editions }
}
