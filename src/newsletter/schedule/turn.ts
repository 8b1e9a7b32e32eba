import type { Config } from '../../config.ts'
import type { Clock } from '../../delivery/clock.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import type { List } from '../workspace.ts'
import type { ScheduleMemory } from './memory.ts'

/** Something that was done, or could not be: what `run` prints and `serve` logs. */
export interface Deed {
  kind: 'sent' | 'waiting' | 'stopped' | 'blocked' | 'late' | 'missed' | 'proved' | 'pulled' | 'pull_failed' | 'busy'
  issue?: string
  /** Epoch milliseconds. */
  dueAt?: number
  /** Whole sentences; names no person. */
  said: string
}

/** One look at the clock, and everything it may need. */
export interface Turn {
  config: Config
  list: List
  newsletter: Newsletter
  /** Epoch milliseconds, read once: a turn that waits for the undo delay is still the same turn. */
  now: number
  clock: Clock
  signal?: AbortSignal
  memory: ScheduleMemory
  warn: (message: string) => void
  did: (deed: Deed) => void
}

/** Something that is due. Found without a lock; done under it. */
export interface Task {
  /** Names its occasion. */
  key: string
  /** Frozen already: it goes on without any file. */
  isBegun?: boolean
  run(turn: Turn): Promise<void>
}
