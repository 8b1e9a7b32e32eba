import type { Ledger } from '../delivery/ledger.ts'
import { deriveStatus, type IssueStatus } from '../delivery/status.ts'

/** The status of one issue, from the ledger's rows. An issue that was never frozen is a draft with nobody counted. */
export async function readStatus(ledger: Ledger, issue: string): Promise<IssueStatus> {
  const frozen = await ledger.find(issue)
  if (!frozen) return deriveStatus({ issue, state: 'draft', reason: null }, 0, [], [], [])
  const [tallies, editions, failures] = [
    await ledger.tally(issue),
    await ledger.editions(issue),
    await ledger.failures(issue),
  ]
  return deriveStatus(frozen, frozen.candidates, tallies, editions, failures)
}
