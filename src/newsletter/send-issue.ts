import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import type { IssueStatus } from '../delivery/status.ts'
import type { SubmitEnd } from '../delivery/submit.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { senderBusy } from '../store/problems.ts'
import type { AudiencePlan } from './audience-plan.ts'
import { deliverFrozen } from './deliver-frozen.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import { followSend } from './follow-send.ts'
import { readStatus } from './issue-status.ts'
import type { Pace } from './plan-pace.ts'
import { listEmpty } from './problems.ts'
import { findSecondWave, type SecondWave } from './second-wave.ts'
import { type SendOptions, wallClock } from './send-options.ts'
import { trySenderLock } from './try-sender-lock.ts'
import { hasList, type List, openList } from './workspace.ts'

/** What a run of `send` came to. */
export type SendResult =
  | { kind: 'unready'; issue: string }
  | { kind: 'declined'; issue: string }
  | { kind: 'planned'; issue: string; plan: AudiencePlan; pace?: Pace }
  /** Delivered before, or frozen and only asked about; `provider` says whether that was a rehearsal. */
  | { kind: 'already'; issue: string; provider: string; status: IssueStatus }
  /** Another process sends it: how it stood when that ended, or when nobody watched any more. */
  | { kind: 'followed'; issue: string; status: IssueStatus }
  | { kind: 'ran'; issue: string; end: SubmitEnd; status: IssueStatus; submittedNow: number }

/** Those who waited for their language, of an issue that is over. */
async function secondWaveOf(
  config: Config,
  frozen: FrozenIssue | undefined,
  list: List,
  { clock = wallClock }: SendOptions,
): Promise<SecondWave | undefined> {
  if (frozen?.state !== 'done') return undefined
  const { newsletter } = await readNewsletter(config.issuesFolder)
  return newsletter && (await findSecondWave(config, frozen, newsletter, list, clock.now()))
}

/** A second wave of an issue that is over, which somebody began. */
async function unfinishedWave(frozen: FrozenIssue | undefined, { ledger }: List): Promise<FrozenIssue | undefined> {
  if (frozen?.state !== 'done') return undefined
  return (await ledger.list()).find(
    ({ follows, state }) => follows === frozen.issue && state !== 'done' && state !== 'freezing',
  )
}

/** What killed freezes left, also of issues that were renamed since. Under the sender lock nobody else can be freezing. */
export async function discardKilledFreezes({ ledger }: List): Promise<void> {
  for (const { issue, state } of await ledger.list()) if (state === 'freezing') await ledger.discardFreeze(issue)
}

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
    if (options.dryRun) {
      const wave = await secondWaveOf(config, known.frozen, list, options)
      if (!known.frozen || wave) {
        const { planIssue } = await import('./freeze-for-send.ts')
        return await planIssue(config, known.issue, list, options, wave)
      }
    }
    const lock = trySenderLock(config)
    if (!lock) {
      const { frozen } = await findIssueOrFrozen(config.issuesFolder, list.ledger, known.issue)
      if (frozen?.state === 'frozen' || frozen?.state === 'sending') return await followSend(frozen, list, options)
      throw senderBusy()
    }
    try {
      // Asked again under the lock: another sender may have frozen it meanwhile.
      const { issue, frozen } = await findIssueOrFrozen(config.issuesFolder, list.ledger, known.issue)
      const wave = await secondWaveOf(config, frozen, list, options)
      const begun = await unfinishedWave(frozen, list)
      if (begun && !options.dryRun) return await deliverFrozen(config, begun, list, options)
      if (frozen && !wave && (frozen.state === 'done' || options.dryRun)) {
        const { provider } = frozen
        return { kind: 'already', issue, provider, status: await readStatus(list.ledger, issue) }
      }
      if (frozen && !wave) return await deliverFrozen(config, frozen, list, options)
      await discardKilledFreezes(list)
      const { freezeForSend } = await import('./freeze-for-send.ts')
      const fresh = await freezeForSend(config, issue, list, options, wave)
      return 'kind' in fresh ? fresh : await deliverFrozen(config, fresh, list, options)
    } finally {
      lock.release()
    }
  } finally {
    await list.close()
  }
}
