import type { Config } from '../config.ts'
import type { IssueStatus } from '../delivery/status.ts'
import type { SubmitEnd } from '../delivery/submit.ts'
import { takeSenderLock } from '../store/sender-lock.ts'
import type { AudiencePlan } from './audience-plan.ts'
import { deliverFrozen } from './deliver-frozen.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import { readStatus } from './issue-status.ts'
import type { Pace } from './plan-pace.ts'
import { listEmpty } from './problems.ts'
import type { SendOptions } from './send-options.ts'
import { dataPaths, hasList, openList } from './workspace.ts'

/** What a run of `send` came to. */
export type SendResult =
  | { kind: 'unready'; issue: string }
  | { kind: 'declined'; issue: string }
  | { kind: 'planned'; issue: string; plan: AudiencePlan; pace?: Pace }
  /** Delivered before, or frozen and only asked about; `provider` says whether that was a rehearsal. */
  | { kind: 'already'; issue: string; provider: string; status: IssueStatus }
  | { kind: 'ran'; issue: string; end: SubmitEnd; status: IssueStatus; submittedNow: number }

/**
 * Freeze an issue and submit it; go on with it when it is frozen already. Harmless to run again: what was accepted is
 * never handed over a second time. A frozen issue needs neither its folder nor a template.
 *
 * @throws Problem sender_busy, list_empty, nobody_to_mail, confirmation_needed, audience_changed, endpoint_changed, and
 * those of the list, the provider and the issue
 */
export async function sendIssue(config: Config, options: SendOptions): Promise<SendResult> {
  if (!hasList(config)) throw listEmpty()
  const list = await openList(config, options.on?.warning ?? (() => undefined))
  try {
    const known = await findIssueOrFrozen(config.issuesFolder, list.ledger, options.name)
    if (options.dryRun && !known.frozen) {
      const { planIssue } = await import('./freeze-for-send.ts')
      return await planIssue(config, known.issue, list, options)
    }
    const lock = takeSenderLock(dataPaths(config).senderLock)
    try {
      // Asked again under the lock: another sender may have frozen it meanwhile.
      const { issue, frozen } = await findIssueOrFrozen(config.issuesFolder, list.ledger, known.issue)
      if (frozen?.state === 'done' || (frozen && options.dryRun)) {
        const { provider } = frozen
        return { kind: 'already', issue, provider, status: await readStatus(list.ledger, issue) }
      }
      if (frozen) return await deliverFrozen(config, frozen, list, options)
      // What killed freezes left, also of issues that were renamed since: nobody else can be freezing under the lock.
      for (const { issue: left, state } of await list.ledger.list()) {
        if (state === 'freezing') await list.ledger.discardFreeze(left)
      }
      const { freezeForSend } = await import('./freeze-for-send.ts')
      const fresh = await freezeForSend(config, issue, list, options)
      return 'kind' in fresh ? fresh : await deliverFrozen(config, fresh, list, options)
    } finally {
      lock.release()
    }
  } finally {
    await list.close()
  }
}
