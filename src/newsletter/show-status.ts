import type { Config } from '../config.ts'
import type { IssueStatus } from '../delivery/status.ts'
import { findIssue } from '../issue/find-issue.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import { draftStatus, readStatus } from './issue-status.ts'
import { hasList, openList } from './workspace.ts'

/** The status of an issue by name; a draft where there is no list yet. */
export async function showStatus(
  config: Config,
  name: string | undefined,
  warn: (message: string) => void,
): Promise<IssueStatus> {
  if (!hasList(config)) return draftStatus(await findIssue(config.issuesFolder, name))
  const list = await openList(config, warn)
  try {
    // What was frozen is shown even when its folder is gone.
    const { issue } =
      name === undefined
        ? { issue: await findIssue(config.issuesFolder) }
        : await findIssueOrFrozen(config.issuesFolder, list.ledger, name)
    return await readStatus(list.ledger, issue)
  } finally {
    await list.close()
  }
}
