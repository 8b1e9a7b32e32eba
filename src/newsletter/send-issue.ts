import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import type { IssueStatus } from '../delivery/status.ts'
import { type Clock, type Settled, type SubmitEnd, submitIssue } from '../delivery/submit.ts'
import { findIssue } from '../issue/find-issue.ts'
import type { Problem } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import { takeSenderLock } from '../store/sender-lock.ts'
import { type AudiencePlan, planAudience } from './audience-plan.ts'
import { freezeIssue } from './freeze-issue.ts'
import { readStatus } from './issue-status.ts'
import { openProvider } from './open-provider.ts'
import { resolveOrigin } from './origin.ts'
import { type PreparedIssue, prepareIssue } from './prepare-issue.ts'
import { confirmationNeeded, listEmpty } from './problems.ts'
import { refuseSampleSettings } from './real-settings.ts'
import { dataPaths, type List, openList } from './workspace.ts'

export interface SendOptions {
  /** A folder name or a unique part of it; the newest issue when absent. */
  name?: string
  dryRun?: boolean
  /** Skip the undo delay. */
  now?: boolean
  /** Asked before real people are mailed: the plan in, yes or no out. Absent where nobody can be asked. */
  confirm?: (plan: AudiencePlan) => Promise<boolean>
  clock?: Clock
  signal?: AbortSignal
  on?: {
    warning?: (message: string) => void
    problems?: (problems: Problem[]) => void
    plan?: (plan: AudiencePlan) => void
    waiting?: (frozen: FrozenIssue) => void
    start?: (candidates: number) => void
    progress?: (settled: Settled) => void
  }
}

/** What a run of `send` came to. */
export type SendResult =
  | { kind: 'unready'; issue: string }
  | { kind: 'declined'; issue: string }
  | { kind: 'planned'; issue: string; plan: AudiencePlan }
  | { kind: 'already'; issue: string; status: IssueStatus }
  | { kind: 'ran'; issue: string; end: SubmitEnd; status: IssueStatus; submittedNow: number }

/** The undo delay: five minutes for real people, none for the outbox. */
const undoDelayMs = { resend: 5 * 60_000, outbox: 0 } as const

const wallClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
}

/**
 * Freeze an issue and submit it; go on with it when it is frozen already. Harmless to run again: what was accepted is
 * never handed over a second time.
 *
 * @throws Problem sender_busy, list_empty, confirmation_needed, and those of the list, the provider and the issue
 */
export async function sendIssue(config: Config, options: SendOptions): Promise<SendResult> {
  const issue = await findIssue(config.issuesFolder, options.name)
  const list = await openList(config, options.on?.warning ?? (() => undefined))
  try {
    if (options.dryRun) return await planOnly(config, issue, list, options)
    const lock = takeSenderLock(dataPaths(config).senderLock)
    try {
      const known = await list.ledger.find(issue)
      if (known?.state === 'done') return { kind: 'already', issue, status: await readStatus(list.ledger, issue) }
      if (known && known.state !== 'freezing') return await submit(config, known, list, options)
      return await freezeAndSubmit(config, issue, list, options)
    } finally {
      lock.release()
    }
  } finally {
    await list.close()
  }
}

async function prepare(config: Config, issue: string, options: SendOptions): Promise<PreparedIssue | undefined> {
  // The origin depends on the provider, which stands in newsletter.yaml: read first, so that its problems come first.
  const { readNewsletter } = await import('../issue/read-newsletter.ts')
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const origin = resolveOrigin(config, config.providerOverride ?? newsletter?.provider ?? 'outbox')
  const { prepared, problems } = await prepareIssue(config, origin, issue)
  options.on?.problems?.(problems)
  return hasErrors(problems) ? undefined : prepared
}

async function planOnly(config: Config, issue: string, list: List, options: SendOptions): Promise<SendResult> {
  const prepared = await prepare(config, issue, options)
  if (!prepared) return { kind: 'unready', issue }
  const plan = await planAudience(prepared, list.audience, (options.clock ?? wallClock).now())
  options.on?.problems?.(plan.problems)
  return hasErrors(plan.problems) ? { kind: 'unready', issue } : { kind: 'planned', issue, plan }
}

async function freezeAndSubmit(config: Config, issue: string, list: List, options: SendOptions): Promise<SendResult> {
  const prepared = await prepare(config, issue, options)
  if (!prepared) return { kind: 'unready', issue }
  const { provider } = prepared
  const origin = resolveOrigin(config, provider)
  const plan = await planAudience(prepared, list.audience, (options.clock ?? wallClock).now())
  options.on?.problems?.(plan.problems)
  if (hasErrors(plan.problems)) return { kind: 'unready', issue }
  if (plan.candidates === 0) throw listEmpty()
  options.on?.plan?.(plan)
  if (provider === 'resend') {
    refuseSampleSettings(config, prepared)
    // Opened here only to find a missing key before anybody is asked or counted.
    await (await openProvider(provider, config, list.vault)).close()
    if (!options.confirm) throw confirmationNeeded({ readers: plan.readers })
    if (!(await options.confirm(plan))) return { kind: 'declined', issue }
  }
  const clock = options.clock ?? wallClock
  const { frozen, problems } = await freezeIssue({
    prepared,
    ledger: list.ledger,
    vault: list.vault,
    origin,
    now: clock.now(),
    undoDelayMs: options.now ? 0 : undoDelayMs[provider],
  })
  if (!frozen) {
    options.on?.problems?.(problems)
    return { kind: 'unready', issue }
  }
  return await submit(config, frozen, list, options)
}

async function submit(config: Config, frozen: FrozenIssue, list: List, options: SendOptions): Promise<SendResult> {
  const clock = options.clock ?? wallClock
  const provider = await openProvider(frozen.provider, config, list.vault)
  try {
    const before = await readStatus(list.ledger, frozen.issue)
    if (frozen.state === 'frozen' && !options.now && clock.now() < frozen.notBefore) {
      options.on?.waiting?.(frozen)
      await clock.sleep(frozen.notBefore - clock.now(), options.signal)
    }
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
