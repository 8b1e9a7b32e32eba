import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import { findBegun } from './begun-issue.ts'
import { decisionNeedsYes, listEmpty } from './problems.ts'
import { type SendResult, sendIssue } from './send-issue.ts'
import type { SendOptions } from './send-options.ts'
import { hasList, openList } from './workspace.ts'

interface ResumeOptions extends Omit<SendOptions, 'dryRun' | 'despite' | 'confirm'> {
  /** Asked before going on although the breaker tripped. Absent where nobody can be asked. */
  confirmDespite?: (frozen: FrozenIssue) => Promise<boolean>
}

/**
 * Go on with a paused or halted issue, as `send` does. After the breaker a person says so, and it counts from there.
 *
 * @throws Problem issue_not_begun, issue_over, decision_needs_yes, and those of `sendIssue`
 */
export async function resumeIssue(config: Config, options: ResumeOptions): Promise<SendResult> {
  if (!hasList(config)) throw listEmpty()
  const list = await openList(config, options.on?.warning ?? (() => undefined))
  try {
    const frozen = await findBegun(config, list, options.name, 'resume')
    const { issue, reason } = frozen
    if (reason === 'bounces' || reason === 'complaints') {
      if (!options.confirmDespite) throw decisionNeedsYes({ what: `${issue} was stopped by too many ${reason}` })
      if (!(await options.confirmDespite(frozen))) return { kind: 'declined', issue }
      await list.ledger.acceptRates(issue, await list.ledger.reportCounts(issue))
    }
  } finally {
    await list.close()
  }
  return await sendIssue(config, { ...options, despite: true })
}
