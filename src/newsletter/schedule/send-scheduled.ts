import type { FrozenIssue } from '../../delivery/ledger.ts'
import { Problem } from '../../problem/problem.ts'
import { deliverFrozen } from '../deliver-frozen.ts'
import { freezeForSend } from '../freeze-for-send.ts'
import type { SecondWave } from '../second-wave.ts'
import type { SendResult } from '../send-issue.ts'
import { writeTime } from '../write-time.ts'
import { issueUnready, sentBefore } from './problems.ts'
import { tellEditors } from './tell-editors.ts'
import type { Turn } from './turn.ts'

/** What is due, and for whom. */
interface Due {
  issue: string
  dueAt: number
  wave?: SecondWave
  /** Called once it is frozen, before anybody is mailed. */
  onFrozen?: (frozen: FrozenIssue) => Promise<void>
}

/**
 * Freeze what is due and deliver it. Comes back with what stops it: nobody was mailed then, and it may be tried again.
 * The caller holds the sender lock, and has cleared away what killed freezes left.
 */
export async function sendScheduled(turn: Turn, { issue, dueAt, wave, onFrozen }: Due): Promise<Problem[]> {
  const { config, list, clock, signal, warn } = turn
  const found: Problem[] = []
  const before = await list.ledger.find(wave?.ledgerId ?? issue)
  if (before) return [sentBefore({ issue, day: new Date(before.frozenAt).toISOString().slice(0, 10) })]
  let frozen: FrozenIssue
  try {
    const on = { warning: warn, problems: (problems: Problem[]) => void found.push(...problems) }
    const fresh = await freezeForSend(
      config,
      issue,
      list,
      { name: issue, schedule: { dueAt }, clock, signal, on },
      wave,
    )
    if ('kind' in fresh) {
      const errors = found.filter(({ severity }) => severity === 'error')
      return errors.length > 0 ? errors : [issueUnready({ issue })]
    }
    frozen = fresh
  } catch (error) {
    if (error instanceof Problem) return [error]
    throw error
  }
  await onFrozen?.(frozen)
  await announce(turn, frozen)
  if (!isFarOff(frozen, clock.now())) await deliverScheduled(turn, frozen)
  else turn.did({ kind: 'waiting', issue, dueAt, said: `${issue} is frozen. Until its undo delay is over, it waits.` })
  return []
}

/** A turn waits this long itself; an undo delay that is longer is left to later turns, so that it holds nothing else up. */
const waitMost = 10 * 60_000

/** Whether nobody may be mailed for a long while. A freeze of a time to come has its time from a clock that was wrong. */
export function isFarOff({ notBefore, frozenAt }: FrozenIssue, now: number): boolean {
  return frozenAt <= now && notBefore - now > waitMost
}

/** Go on with what the schedule froze, and tell the editors how it ended. */
export async function deliverScheduled(turn: Turn, frozen: FrozenIssue): Promise<void> {
  const { config, list, clock, signal, warn } = turn
  const { issue } = frozen
  let result: SendResult
  try {
    result = await deliverFrozen(config, frozen, list, { name: issue, clock, signal, on: { warning: warn } })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    turn.did({ kind: 'stopped', issue, said: error.reason })
    await tellEditors(turn, {
      key: `stopped/${issue}/${error.code}`,
      subject: `${issue} does not go on by itself`,
      lines: [error.reason, error.hint],
    })
    return
  }
  if (result.kind !== 'ran') return
  const { end, status } = result
  const { submitted, candidates, excluded } = status.total
  if (end.state === 'done') {
    turn.did({ kind: 'sent', issue, said: `${issue} is out: ${submitted} submitted.` })
    await tellEditors(turn, {
      key: `done/${issue}`,
      subject: `${issue} is out`,
      lines: [
        `${issue} was handed over: ${submitted} submitted, ${excluded} excluded, ${status.total.failed} failed, of ${candidates} candidates.`,
        `See \`npx wayforward status ${issue}\` for what became of it.`,
      ],
    })
    return
  }
  if (end.state === 'discarded') {
    turn.did({ kind: 'stopped', issue, said: `${issue} was cancelled. Nobody was mailed.` })
    return
  }
  turn.did({ kind: 'stopped', issue, said: `${issue} stopped after ${submitted} of ${candidates}: ${end.detail}` })
  // The server is going down: whoever starts next goes on, and nobody needs to know.
  if (end.reason === 'stopped') return
  await tellEditors(turn, {
    key: `halted/${issue}/${end.reason}/${new Date(turn.now).toISOString().slice(0, 10)}`,
    subject: `${issue} stopped on its way`,
    lines: [
      `${submitted} of ${candidates} were submitted when it stopped: ${end.detail || end.reason}`,
      `\`npx wayforward status ${issue}\` says what it means and what to do.`,
    ],
  })
}

/** Undoing is worth something only to those who know. */
async function announce(turn: Turn, frozen: FrozenIssue): Promise<void> {
  const { issue, notBefore, candidates, dueAt } = frozen
  const { timezone } = turn.newsletter
  await tellEditors(turn, {
    key: `frozen/${issue}/${frozen.receipt}`,
    subject: `${issue} is going out`,
    lines: [
      `${issue}${dueAt === null ? '' : `, due ${writeTime(dueAt, timezone)},`} is frozen for ${candidates} candidates.`,
      notBefore > turn.clock.now()
        ? `Nobody is mailed before ${writeTime(notBefore, timezone)}. Until then \`npx wayforward cancel ${issue}\` undoes it.`
        : `To stop it on its way: \`npx wayforward pause ${issue}\`.`,
    ],
  })
}
