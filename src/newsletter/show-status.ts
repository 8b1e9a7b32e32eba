import type { Config } from '../config.ts'
import { deriveStatus, type IssueStatus } from '../delivery/status.ts'
import { findIssue } from '../issue/find-issue.ts'
import { readStatus } from './issue-status.ts'
import { hasList, openList } from './workspace.ts'

/** The status of an issue by name; a draft where there is no list yet. */
export async function showStatus(
  config: Config,
  name: string | undefined,
  warn: (message: string) => void,
): Promise<IssueStatus> {
  const issue = await findIssue(config.issuesFolder, name)
  if (!hasList(config)) return deriveStatus({ issue, state: 'draft', reason: null }, 0, [], [], [])
  const list = await openList(config, warn)
  try {
    return await readStatus(list.ledger, issue)
  } finally {
    await list.close()
  }
}
