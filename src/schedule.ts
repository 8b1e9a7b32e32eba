import { createTask } from 'node-cron'
import type { Config } from './config.ts'
import { createMemory } from './newsletter/schedule/memory.ts'
import { runSchedule } from './newsletter/schedule/run-schedule.ts'
import type { Deed } from './newsletter/schedule/turn.ts'
import { Problem } from './problem/problem.ts'

interface RunningSchedule {
  /** Begin nothing new, let the batches under way be answered, and come back. */
  stop(): Promise<void>
}

interface ScheduleOptions {
  warn: (message: string) => void
  did: (deed: Deed) => void
  /** By the code of a Problem, or the name of a bug; the next minute tries again. */
  failed: (code: string) => void
}

/** Every minute: an occasion is due from its minute on, and what could not be done is tried again in the next. */
const everyMinute = '* * * * *'

/** node-cron speaks of a late timer; what is late is found by its due time, and nothing is missed. */
const silent = { info() {}, warn() {}, error() {}, debug() {} }

/** Look after the schedule until stopped: now, and at every minute that follows. */
export function startSchedule(config: Config, { warn, did, failed }: ScheduleOptions): RunningSchedule {
  const memory = createMemory()
  const stopping = new AbortController()
  let turn: Promise<void> | undefined
  const take = (): Promise<void> => {
    turn ??= runSchedule(config, { signal: stopping.signal, memory, warn, did })
      .then(
        () => undefined,
        (error: unknown) => failed(error instanceof Problem ? error.code : nameOf(error)),
      )
      .finally(() => {
        turn = undefined
      })
    return turn
  }
  const task = createTask(everyMinute, take, { noOverlap: true, logger: silent, suppressMissedWarning: true })
  void task.start()
  void take()
  return {
    async stop() {
      await task.destroy()
      stopping.abort()
      await turn
    },
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
