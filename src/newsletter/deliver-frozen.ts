import type { Config } from '../config.ts'
import type { Clock } from '../delivery/clock.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import type { Provider } from '../delivery/provider.ts'
import { reconcile } from '../delivery/reconcile.ts'
import { type SubmitEnd, submitIssue } from '../delivery/submit.ts'
import { findObstacle } from './before-first-batch.ts'
import { findLapsed } from './consent/find-lapsed.ts'
import { consentStands } from './consent/problems.ts'
import {
  isDoubtful,
  type Receipt,
  readReceipt,
  refuseUnknownReceipt,
  removeReceipt,
  writeReceipt,
} from './issue-receipt.ts'
import { readStatus } from './issue-status.ts'
import { endpointOf, openProvider } from './open-provider.ts'
import { breakerStands, endpointChanged, issuePaused } from './problems.ts'
import { type ReceiptPlace, receiptPlace } from './receipt-place.ts'
import type { SendResult } from './send-issue.ts'
import { type SendOptions, wallClock } from './send-options.ts'
import type { List } from './workspace.ts'

/** How often the ledger is asked during the undo delay whether the issue was cancelled or paused. */
const undoPollMs = 2000

/**
 * Go on with a frozen issue: past the guards, to the end of what can be handed over. The caller holds the sender lock.
 *
 * @throws Problem endpoint_changed, issue_paused, breaker_stands, consent_stands, sent_elsewhere, receipt_broken, receipt_unwritable,
 * unchecked_pages_real, and those of the provider and the ledger
 */
export async function deliverFrozen(
  config: Config,
  frozen: FrozenIssue,
  list: List,
  options: SendOptions,
): Promise<SendResult> {
  const { issue } = frozen
  const { ledger } = list
  const endpoint = endpointOf(frozen.provider, config)
  if (endpoint !== frozen.endpoint) throw endpointChanged({ issue, frozen: frozen.endpoint, endpoint })
  if (!options.despite && frozen.cancelledAt === null) refuseStanding(frozen)
  // A person's word lifts what stood when it was given; a pause that comes while the guard looks is another one.
  else if (frozen.reason !== 'ledger_doubtful') await ledger.begin(issue, { despite: true })
  const provider = await openProvider(frozen.provider, config, list.vault)
  try {
    const before = await readStatus(ledger, issue)
    const ended = async (end: SubmitEnd): Promise<SendResult> => {
      const status = await readStatus(ledger, issue)
      return { kind: 'ran', issue, end, status, submittedNow: status.total.submitted - before.total.submitted }
    }
    const stop = await guard(config, frozen, list, provider, options)
    if (stop) return await ended(stop)
    options.on?.start?.(before.total.candidates)
    const end = await submitIssue(frozen, {
      ledger,
      provider,
      clock: options.clock ?? wallClock,
      despite: frozen.cancelledAt !== null,
      onProgress: options.on?.progress,
      signal: options.signal,
    })
    return await ended(end)
  } finally {
    await provider.close()
  }
}

/** What a person decided, or the breaker, is not undone by calling `send` once more. */
function refuseStanding({ issue, reason, detail }: FrozenIssue): void {
  if (reason === 'paused') throw issuePaused({ issue })
  if (reason === 'consent') throw consentStands({ issue, detail: detail ?? '' })
  if (reason === 'bounces' || reason === 'complaints') throw breakerStands({ issue, reason, detail: detail ?? '' })
}

/** Everything between a freeze and the first byte that may say no; comes back with how the run ended then. */
async function guard(
  config: Config,
  frozen: FrozenIssue,
  list: List,
  provider: Provider,
  options: SendOptions,
): Promise<SubmitEnd | undefined> {
  const { issue } = frozen
  const { ledger } = list
  const clock = options.clock ?? wallClock
  const halt = async (end: Extract<SubmitEnd, { state: 'halted' }>): Promise<SubmitEnd> => {
    if (await ledger.halt(issue, end.reason, end.detail)) return end
    // Somebody else decided meanwhile.
    const now = await ledger.find(issue)
    return now
      ? { state: 'halted', reason: now.reason ?? end.reason, detail: now.detail ?? '' }
      : { state: 'discarded' }
  }
  // What remains of a cancelled issue only settles.
  if (frozen.cancelledAt !== null) return undefined
  const isReal = frozen.provider === 'resend'
  const place = receiptPlace(config, frozen)
  const folder = isReal ? place.folder : undefined
  const receipt = await readReceipt(folder, place.file)
  refuseUnknownReceipt(receipt, frozen)
  if (await isInDoubt(frozen, list, provider, receipt, clock.now())) {
    const proven = await provesOriginal(frozen, list, provider, clock)
    if (!proven && !(await options.confirmOriginal?.(frozen))) {
      const detail = frozen.reason === 'ledger_doubtful' ? (frozen.detail ?? '') : 'It was begun over 20 hours ago.'
      return await halt({ state: 'halted', reason: 'ledger_doubtful', detail })
    }
    await ledger.confirmOriginal(issue, clock.now())
  }
  if (!options.now) {
    const left = await waitForUndo(frozen, list, clock, options)
    if (left) return left
  }
  if (options.signal?.aborted) {
    return { state: 'halted', reason: 'stopped', detail: 'Stopped before the first e-mail.' }
  }
  const lapsed = await findLapsed(config, issue, list, clock.now())
  if (lapsed !== undefined) return await halt({ state: 'halted', reason: 'consent', detail: lapsed })
  if (!isReal) return undefined
  const { uncheckedPages } = options
  const obstacle = await findObstacle({ config, frozen, ledger, provider, clock, uncheckedPages })
  if (obstacle) return await halt({ state: 'halted', ...obstacle })
  await leaveReceipt(frozen, list, { ...place, folder }, clock)
  if ((await ledger.find(issue))?.receipt === frozen.receipt) return undefined
  // Cancelled while this looked: the receipt must not outlive its freeze.
  await removeReceipt(folder, frozen.receipt, place.file)
  return { state: 'discarded' }
}

/**
 * Whether another copy of this ledger may have gone on. Counted from the first attempt, or from when the doubt was last
 * settled: a copy that repeats a batch of its own would otherwise seem fresh, while what it never tried has long been sent
 * by the original, under keys the provider has forgotten.
 */
async function isInDoubt(
  frozen: FrozenIssue,
  { ledger }: List,
  provider: Provider,
  receipt: Receipt | undefined,
  now: number,
): Promise<boolean> {
  if (frozen.reason === 'ledger_doubtful') return true
  // A provider that knows a key for ever answers a copy with what it did for the original.
  if (!Number.isFinite(provider.capabilities.idempotencyWindowMs)) return false
  const first = (await ledger.firstAttemptAt(frozen.issue)) ?? frozen.frozenAt
  const begun = receipt ? Math.min(first, Date.parse(receipt.at)) : first
  return isDoubtful(frozen, frozen.confirmedAt ?? begun, receipt, now)
}

/** With a key that may read, the provider is asked about everything that is not settled: nobody needs to answer. */
async function provesOriginal(
  frozen: FrozenIssue,
  { ledger }: List,
  { reader }: Provider,
  clock: Pick<Clock, 'now'>,
): Promise<boolean> {
  if (!reader) return false
  return (await reconcile(frozen, { ledger, reader, clock, all: true })).open.length === 0
}

/** Wait until the undo delay is over; how the issue stands when somebody used it to stop. */
async function waitForUndo(
  frozen: FrozenIssue,
  { ledger }: List,
  clock: Clock,
  { signal, on }: SendOptions,
): Promise<SubmitEnd | undefined> {
  // Never longer than the delay itself: the freeze may have been noted by a clock that ran ahead.
  const until = Math.min(frozen.notBefore, clock.now() + frozen.notBefore - frozen.frozenAt)
  if (clock.now() < until) on?.waiting?.(frozen)
  while (clock.now() < until && !signal?.aborted) {
    await clock.sleep(Math.min(undoPollMs, until - clock.now()), signal)
    const now = await ledger.find(frozen.issue)
    if (!now) return { state: 'discarded' }
    if (now.reason === 'paused' || now.reason === 'consent') {
      return { state: 'halted', reason: now.reason, detail: now.detail ?? '' }
    }
  }
  return undefined
}

async function leaveReceipt(
  frozen: FrozenIssue,
  { ledger }: List,
  { folder, file }: ReceiptPlace,
  clock: Pick<Clock, 'now'>,
): Promise<void> {
  const { issue, envelope, receipt, contentHash, candidates } = frozen
  const tallies = await ledger.tally(issue)
  const excluded = tallies.reduce((sum, { state, count }) => sum + (state === 'excluded' ? count : 0), 0)
  const written = {
    wayforward: 1 as const,
    list: envelope.listId,
    issue,
    receipt,
    contentHash,
    at: new Date(clock.now()).toISOString(),
    counts: { candidates, readers: candidates - excluded, excluded },
  }
  await writeReceipt(folder, written, file)
}
