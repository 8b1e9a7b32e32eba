import type { Config } from '../config.ts'
import type { Clock } from '../delivery/clock.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import type { IssueStatus } from '../delivery/status.ts'
import { type SubmitEnd, submitIssue } from '../delivery/submit.ts'
import { takeSenderLock } from '../store/sender-lock.ts'
import type { AudiencePlan } from './audience-plan.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import { readStatus } from './issue-status.ts'
import { endpointOf, openProvider } from './open-provider.ts'
import { endpointChanged, listEmpty } from './problems.ts'
import { type SendOptions, wallClock } from './send-options.ts'
import { dataPaths, hasList, type List, openList } from './workspace.ts'

/** What a run of `send` came to. */
export type SendResult =
  | { kind: 'unready'; issue: string }
  | { kind: 'declined'; issue: string }
  | { kind: 'planned'; issue: string; plan: AudiencePlan }
  /** Delivered before, or frozen and only asked about; `provider` says whether that was a rehearsal. */
  | { kind: 'already'; issue: string; provider: string; status: IssueStatus }
  | { kind: 'ran'; issue: string; end: SubmitEnd; status: IssueStatus; submittedNow: number }

/** The longest a timer is trusted with: Node's own end at 24.8 days, and a computer may sleep meanwhile. */
const longestSleepMs = 60_000

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
      if (frozen) return await submit(config, frozen, list, options)
      // What killed freezes left, also of issues that were renamed since: nobody else can be freezing under the lock.
      for (const { issue: left, state } of await list.ledger.list()) {
        if (state === 'freezing') await list.ledger.discardFreeze(left)
      }
      const { freezeForSend } = await import('./freeze-for-send.ts')
      const fresh = await freezeForSend(config, issue, list, options)
      return 'kind' in fresh ? fresh : await submit(config, fresh, list, options)
    } finally {
      lock.release()
    }
  } finally {
    await list.close()
  }
}

async function submit(config: Config, frozen: FrozenIssue, list: List, options: SendOptions): Promise<SendResult> {
  const clock = options.clock ?? wallClock
  const endpoint = endpointOf(frozen.provider, config)
  if (endpoint !== frozen.endpoint) throw endpointChanged({ issue: frozen.issue, frozen: frozen.endpoint, endpoint })
  const provider = await openProvider(frozen.provider, config, list.vault)
  try {
    const before = await readStatus(list.ledger, frozen.issue)
    if (frozen.state === 'frozen' && !options.now) await waitUntil(frozen, clock, options)
    if (options.signal?.aborted) {
      const end: SubmitEnd = { state: 'halted', reason: 'stopped', detail: 'Stopped before the first e-mail.' }
      return { kind: 'ran', issue: frozen.issue, end, status: before, submittedNow: 0 }
    }
    options.on?.start?.(before.total.candidates)
    const end = await submitIssue(frozen, {
      ledger: list.ledger,
      provider,
      clock,
      onProgress: options.on?.progress,
      signal: options.signal,
    })
    const status = await readStatus(list.ledger, frozen.issue)
    const submittedNow = status.total.submitted - before.total.submitted
    return { kind: 'ran', issue: frozen.issue, end, status, submittedNow }
  } finally {
    await provider.close()
  }
}

async function waitUntil(frozen: FrozenIssue, clock: Clock, { signal, on }: SendOptions): Promise<void> {
  if (clock.now() < frozen.notBefore) on?.waiting?.(frozen)
  while (clock.now() < frozen.notBefore && !signal?.aborted) {
    await clock.sleep(Math.min(longestSleepMs, frozen.notBefore - clock.now()), signal)
  }
}
