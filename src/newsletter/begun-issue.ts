import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import { issueNotBegun, issueOver } from './problems.ts'
import type { List } from './workspace.ts'

/**
 * A frozen issue that is not over, by name.
 *
 * @param verb what was to be done with it, for the problem: `pause`, `cancel`.
 * @throws Problem issue_unknown, issue_ambiguous, issue_not_begun, issue_over
 */
export async function findBegun(config: Config, { ledger }: List, name: string, verb: string): Promise<FrozenIssue> {
  const { issue, frozen } = await findIssueOrFrozen(config.issuesFolder, ledger, name)
  if (!frozen) throw issueNotBegun({ issue, verb })
  if (frozen.state === 'done') throw issueOver({ issue, verb })
  return frozen
}
