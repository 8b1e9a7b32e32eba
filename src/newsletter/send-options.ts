import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../delivery/clock.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import type { Settled } from '../delivery/submit.ts'
import type { Problem } from '../problem/problem.ts'
import type { AudiencePlan } from './audience-plan.ts'

export interface SendOptions {
  /** A folder name or a unique part of it. */
  name: string
  dryRun?: boolean
  /** Skip the undo delay. */
  now?: boolean
  /** Asked before real people are mailed: the plan in, yes or no out. Absent where nobody can be asked. */
  confirm?: (plan: AudiencePlan) => Promise<boolean>
  /** A person said go on: from a pause, or although the breaker tripped. */
  despite?: boolean
  /** Asked when this ledger may be a copy or a restored one: is it the original? Absent where nobody can be asked. */
  confirmOriginal?: (frozen: FrozenIssue) => Promise<boolean>
  /** For rehearsals on this computer: do not fetch what the mails link to. */
  uncheckedPages?: boolean
  /** The schedule sends: nobody is asked, everything must have been approved. */
  schedule?: { dueAt: number }
  clock?: Clock
  signal?: AbortSignal
  on?: {
    warning?: (message: string) => void
    problems?: (problems: Problem[]) => void
    freezing?: (placed: number, candidates: number) => void
    waiting?: (frozen: FrozenIssue) => void
    start?: (candidates: number) => void
    progress?: (settled: Settled) => void
  }
}

/** The time of this computer; an aborted sleep just ends. */
export const wallClock: Clock = {
  now: Date.now,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => undefined),
}
