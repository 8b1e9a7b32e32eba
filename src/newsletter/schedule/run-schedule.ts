import type { Config } from '../../config.ts'
import type { Clock } from '../../delivery/clock.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { readNewsletter } from '../../issue/read-newsletter.ts'
import { Problem } from '../../problem/problem.ts'
import { firstError } from '../first-error.ts'
import { listEmpty } from '../problems.ts'
import { discardKilledFreezes } from '../send-issue.ts'
import { sendNotices } from '../send-notices.ts'
import { wallClock } from '../send-options.ts'
import { trySenderLock } from '../try-sender-lock.ts'
import { hasList, openList } from '../workspace.ts'
import { tellExpiring } from './expiring-consents.ts'
import { followBranch } from './follow-branch.ts'
import { createMemory, type ScheduleMemory } from './memory.ts'
import { findMonthly } from './monthly.ts'
import { findProof } from './proofs.ts'
import { findInterrupted } from './resume-scheduled.ts'
import { findSecondWaves } from './second-waves.ts'
import { findSendAt } from './send-at.ts'
import { tellEditors } from './tell-editors.ts'
import type { Deed, Task, Turn } from './turn.ts'

interface RunOptions {
  clock?: Clock
  signal?: AbortSignal
  /** Of a server that runs every minute. */
  memory?: ScheduleMemory
  warn?: (message: string) => void
  did?: (deed: Deed) => void
}

/** A look at the clock is old after this. */
const staleMs = 60_000

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
  const { clock = wallClock, signal, memory = createMemory(), warn = () => undefined } = options
  if (!hasList(config)) throw listEmpty()
  const deeds: Deed[] = []
  const did = (deed: Deed): void => {
    deeds.push(deed)
    options.did?.(deed)
  }
  const list = await openList(config, warn)
  try {
    const turnWith = (newsletter: Newsletter): Turn => {
      return { config, list, newsletter, now: clock.now(), clock, signal, memory, warn, did }
    }
    const look = async (): Promise<Turn> => {
      const { newsletter, problems } = await readNewsletter(config.issuesFolder)
      if (newsletter) {
        memory.newsletter = newsletter
        return turnWith(newsletter)
      }
      const broken = firstError(problems)
      if (memory.newsletter) await goOnBroken(turnWith(memory.newsletter), broken)
      throw broken
    }
    let turn = await look()
    const due = await findDue(turn)
    const begun = due.tasks.filter(({ isBegun }) => isBegun)
    if (await followBranch(turn, due.tasks.length > begun.length)) {
      // The branch may have brought another issue, another schedule, or what was missing.
      if (turn.newsletter.follow) turn = await look()
      await runTasks(turn, turn.newsletter.follow ? await findDue(turn) : due)
    } else {
      // What is frozen needs no file.
      await runTasks(turn, { tasks: begun, bugs: [] })
    }
    const bugs: unknown[] = []
    await guard(turn, bugs, () => tellExpiring(turn))
    for (const bug of bugs) throw bug
    await sendNotices(config, list, [], { newsletter: turn.newsletter, clock, signal, warn })
    return deeds
  } finally {
    await list.close()
  }
}

interface Due {
  tasks: Task[]
  /** What is no Problem was thrown where it should not have been: the rest is done before that is told. */
  bugs: unknown[]
}

async function findDue(turn: Turn): Promise<Due> {
  const due: Due = { tasks: [], bugs: [] }
  for (const find of finders) {
    await guard(turn, due.bugs, async () => {
      due.tasks.push(...(await find(turn)))
    })
  }
  return due
}

/** @throws the first bug, once everything else is done */
async function runTasks(turn: Turn, { tasks, bugs }: Due): Promise<void> {
  if (tasks.length > 0) await runUnderLock(turn, tasks, bugs)
  for (const bug of bugs) throw bug
}

async function runUnderLock(turn: Turn, tasks: Task[], bugs: unknown[]): Promise<void> {
  const lock = trySenderLock(turn.config)
  if (!lock) {
    turn.did({ kind: 'busy', said: 'Another process sends at the moment; what is due is looked at again in a minute.' })
    return
  }
  try {
    await discardKilledFreezes(turn.list)
    for (const task of tasks) {
      // What took long (an undo delay, a large list) makes the rest old: the next look finds what is due by then.
      if (turn.signal?.aborted || Math.abs(turn.clock.now() - turn.now) >= staleMs) break
      await guard(turn, bugs, () => task.run(turn))
    }
  } finally {
    lock.release()
  }
}

/** What one of them cannot do keeps no other from being done. */
async function guard(turn: Turn, bugs: unknown[], work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof Problem) turn.did({ kind: 'stopped', said: `${error.reason} ${error.hint}` })
    else bugs.push(error)
  }
}

/** Without newsletter.yaml nothing new begins. What is frozen goes on, and the editors hear of it once a day. */
async function goOnBroken(turn: Turn, { reason, hint }: Problem): Promise<void> {
  await runTasks(turn, { tasks: await findInterrupted(turn), bugs: [] })
  await tellEditors(turn, {
    key: `settings/${new Date(turn.now).toISOString().slice(0, 10)}`,
    subject: 'Nothing goes out: newsletter.yaml cannot be read',
    lines: [reason, hint, 'Until it is mended nothing is sent by itself. What was on its way goes on.'],
  })
}
