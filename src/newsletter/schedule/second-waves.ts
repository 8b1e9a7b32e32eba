import type { FrozenIssue } from '../../delivery/ledger.ts'
import { approvalMissing } from '../approval-problems.ts'
import { findSecondWave } from '../second-wave.ts'
import { isUnchanged, rememberBlocked } from './blocked.ts'
import { sendScheduled } from './send-scheduled.ts'
import { tellBlocked } from './tell-blocked.ts'
import type { Task, Turn } from './turn.ts'

/** After this long an issue is history: readers would wonder why it comes. A person may still `send` it. */
const longestMs = 45 * 24 * 60 * 60 * 1000

/** Issues that are out, whose waiting readers have a document in their language by now. */
export async function findSecondWaves(turn: Turn): Promise<Task[]> {
  const { config, list, newsletter, now } = turn
  const tasks: Task[] = []
  for (const frozen of await list.ledger.list()) {
    if (now - frozen.frozenAt > longestMs) continue
    const wave = await findSecondWave(config, frozen, newsletter, list, now)
    if (!wave || (await isUnchanged(turn, `wave/${wave.ledgerId}`, [frozen.issue]))) continue
    tasks.push({ key: `wave/${wave.ledgerId}`, run: (later) => tend(later, frozen) })
  }
  return tasks
}

async function tend(turn: Turn, frozen: FrozenIssue): Promise<void> {
  const { config, list, newsletter, now } = turn
  // Asked again under the lock: another process may have sent it meanwhile.
  const wave = await findSecondWave(config, frozen, newsletter, list, now)
  if (!wave) return
  const { follows: issue, readers } = wave
  const problems = await sendScheduled(turn, { issue, dueAt: turn.now, wave })
  if (problems.length === 0) return
  await rememberBlocked(turn, `wave/${wave.ledgerId}`, [issue])
  // Until it is approved there is nothing to tell: somebody is still translating.
  if (problems.every(({ code }) => code === approvalMissing.code)) return
  await tellBlocked(turn, problems, {
    ...{ key: `wave/${wave.ledgerId}`, issue },
    subject: `${issue} was not sent to those who waited for their language`,
    before: `${readers} people wait, and their document is there. It was not sent, because:`,
  })
}
