import type { Ledger } from '../delivery/ledger.ts'
import { deriveStatus, type IssueStatus } from '../delivery/status.ts'

/** An issue that was never frozen: a draft with nobody counted. */
export function draftStatus(issue: string): IssueStatus {
  const none = { candidates: 0, tallies: [], editions: [], failures: [], refusals: [] }
  return deriveStatus({ issue, state: 'draft', reason: null }, none)
}

/** The status of one issue, from the ledger's rows. */
export async function readStatus(ledger: Ledger, issue: string): Promise<IssueStatus> {
  const frozen = await ledger.find(issue)
  if (!frozen) return draftStatus(issue)
  return deriveStatus(frozen, {
    candidates: frozen.candidates,
    tallies: await ledger.tally(issue),
    editions: await ledger.editions(issue),
    failures: await ledger.failures(issue),
    refusals: await ledger.refusals(issue),
  })
}
