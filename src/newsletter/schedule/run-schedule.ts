import type { Config } from '../../config.ts'
import type { Clock } from '../../delivery/clock.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { Problem } from '../../problem/problem.ts'
import { firstError } from '../first-error.ts'
import { listEmpty } from '../problems.ts'
import { sendNotices } from '../send-notices.ts'
import { wallClock } from '../send-options.ts'
import { trySenderLock } from '../try-sender-lock.ts'
import { hasList, openList } from '../workspace.ts'
import { followBranch } from './follow-branch.ts'
import { findMonthly } from './monthly.ts'
import { findProof } from './proofs.ts'
import { findInterrupted } from './resume-scheduled.ts'
import { findSecondWaves } from './second-waves.ts'
import { findSendAt } from './send-at.ts'
import type { Deed, ScheduleMemory, Task, Turn } from './turn.ts'

interface RunOptions {
  clock?: Clock
  signal?: AbortSignal
  /** Of a server that runs every minute. */
  memory?: ScheduleMemory
  warn?: (message: string) => void
  did?: (deed: Deed) => void
}

/** In this order: what was begun goes on before anything new begins. */
const finders: ((turn: Turn) => Promise<Task[]>)[] = [
  findInterrupted,
  findMonthly,
  findSendAt,
  findSecondWaves,
  findProof,
]

/**
 * Look at the clock once and do what is due: go on with what was interrupted, send the monthly and what has a `sendAt`, mail
 * those who waited for their language, mail the proof. What it does depends on the store alone, so that it may be called
 * at any time, twice, or from several processes: each occasion is taken once.
 *
 * @throws Problem list_empty, those of newsletter.yaml and of the store
 */
export async function runSchedule(config: Config, options: RunOptions = {}): Promise<Deed[]> {
  const { clock = wallClock, signal, memory = { blocked: new Map() }, warn = () => undefined } = options
  if (!hasList(config)) throw listEmpty()
  const deeds: Deed[] = []
  const did = (deed: Deed): void => {
    deeds.push(deed)
    options.did?.(deed)
  }
  const list = await openList(config, warn)
  try {
    const look = async (): Promise<Turn> => {
      const { newsletter, problems } = await readNewsletter(config.issuesFolder)
      if (!newsletter) throw firstError(problems)
      return { config, list, newsletter, now: clock.now(), clock, signal, memory, warn, did }
    }
    let turn = await look()
    const due = await findDue(turn)
    if (!(await followBranch(turn, due.length > 0))) return deeds
    // The branch may have brought another issue, another schedule, or what was missing.
    if (turn.newsletter.follow) turn = await look()
    const tasks = turn.newsletter.follow ? await findDue(turn) : due
    if (tasks.length > 0) await runTasks(turn, tasks)
    await sendNotices(config, list, [], { clock, signal, warn })
    return deeds
  } finally {
    await list.close()
  }
}

async function findDue(turn: Turn): Promise<Task[]> {
  const found: Task[] = []
  for (const find of finders) found.push(...(await find(turn)))
  return found
}

async function runTasks(turn: Turn, tasks: Task[]): Promise<void> {
  const lock = trySenderLock(turn.config)
  if (!lock) {
    turn.did({ kind: 'busy', said: 'Another process sends at the moment; what is due is looked at again in a minute.' })
    return
  }
  try {
    for (const task of tasks) if (!turn.signal?.aborted) await runTask(turn, task)
  } finally {
    lock.release()
  }
}

/** What one task cannot do keeps no other from being done. */
async function runTask(turn: Turn, task: Task): Promise<void> {
  try {
    await task.run(turn)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    turn.did({ kind: 'stopped', said: `${error.reason} ${error.hint}` })
  }
}
