import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import type { IssueStatus } from '../delivery/status.ts'
import { Problem } from '../problem/problem.ts'
import { findBegun } from './begun-issue.ts'
import { deliverFrozen } from './deliver-frozen.ts'
import { readReceipt, removeReceipt } from './issue-receipt.ts'
import { readStatus } from './issue-status.ts'
import { listEmpty } from './problems.ts'
import { receiptPlace } from './receipt-place.ts'
import { trySenderLock } from './try-sender-lock.ts'
import { hasList, type List, openList } from './workspace.ts'

export type CancelResult =
  | { kind: 'declined'; issue: string }
  /** Nobody had been mailed: the issue is a draft again. */
  | { kind: 'discarded'; issue: string }
  /** Some had been: the rest are exclusions, and the issue is over once what was under way is answered. */
  | { kind: 'cancelled'; issue: string; status: IssueStatus }

interface CancelOptions {
  confirm: (frozen: FrozenIssue, status: IssueStatus) => Promise<boolean>
  warn: (message: string) => void
  now?: () => number
}

/**
 * Give up what has not gone out, for good; takes effect within one batch, also under a running `send`.
 *
 * @throws Problem issue_unknown, issue_not_begun, issue_over
 */
export async function cancelIssue(config: Config, name: string, options: CancelOptions): Promise<CancelResult> {
  if (!hasList(config)) throw listEmpty()
  const list = await openList(config, options.warn)
  try {
    const frozen = await findBegun(config, list, name, 'cancel')
    const { issue } = frozen
    if (!(await options.confirm(frozen, await readStatus(list.ledger, issue)))) return { kind: 'declined', issue }
    const { folder, file } = receiptPlace(config, frozen)
    // A receipt that this ledger did not come to write: a copy of it may have mailed somebody.
    const keep = frozen.pages === null && (await readReceipt(folder, file)) !== undefined
    const now = (options.now ?? Date.now)()
    // First: a draft that nobody knows to be cancelled is what the schedule would begin again.
    await list.occasions.noteCancel(issue, now)
    if ((await list.ledger.cancel(issue, now, { keep })) === 'discarded') {
      await removeReceipt(folder, frozen.receipt, file)
      return { kind: 'discarded', issue }
    }
    await settleRest(config, issue, list, options.warn)
    return { kind: 'cancelled', issue, status: await readStatus(list.ledger, issue) }
  } finally {
    await list.close()
  }
}

/** Ask about what was under way; whoever is sending at the moment does it, where somebody is. */
async function settleRest(config: Config, issue: string, list: List, warn: (message: string) => void): Promise<void> {
  const lock = trySenderLock(config)
  if (!lock) return
  try {
    const frozen = await list.ledger.find(issue)
    if (frozen && frozen.state !== 'done') await deliverFrozen(config, frozen, list, { name: issue })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    // It is cancelled all the same; only what was under way could not be asked about.
    warn(`${error.reason} What was under way is not answered yet: run the same command again. ${error.hint ?? ''}`)
  } finally {
    lock.release()
  }
}
