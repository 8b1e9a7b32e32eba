import type { Config } from '../config.ts'
import type { IssueStatus } from '../delivery/status.ts'
import { findBegun } from './begun-issue.ts'
import { readStatus } from './issue-status.ts'
import { listEmpty } from './problems.ts'
import { hasList, openList } from './workspace.ts'

/**
 * Stop an issue, whoever sends it at the moment: no further batch is armed. Batches under way are answered and counted.
 *
 * @throws Problem issue_unknown, issue_not_begun, issue_over
 */
export async function pauseIssue(config: Config, name: string, warn: (message: string) => void): Promise<IssueStatus> {
  if (!hasList(config)) throw listEmpty()
  const list = await openList(config, warn)
  try {
    const { issue } = await findBegun(config, list, name, 'pause')
    await list.ledger.halt(issue, 'paused', null)
    return await readStatus(list.ledger, issue)
  } finally {
    await list.close()
  }
}
