import type { FrozenIssue, HaltReason } from '../../delivery/ledger.ts'
import { windowOf } from '../../issue/departure.ts'
import { writeDue } from './due-words.ts'
import { deliverScheduled } from './send-scheduled.ts'
import { tellEditors } from './tell-editors.ts'
import type { Task, Turn } from './turn.ts'

/** Halts that pass by themselves, or are mended without a word to the ledger. */
const passing: (HaltReason | null)[] = [
  null,
  'stopped',
  'provider_unreachable',
  'daily_cap',
  'quota_reached',
  'pages_failing',
  'clock_skewed',
]

/** How often a halted issue is tried again. */
const againMs = 10 * 60_000

/** What the schedule froze and is not over: interrupted, or halted by something that passes. A person's halts stay. */
export async function findInterrupted({ list, memory, now }: Turn): Promise<Task[]> {
  const open = (await list.ledger.list()).filter(
    ({ dueAt, state, reason }) =>
      dueAt !== null && (state === 'frozen' || state === 'sending' || (state === 'halted' && passing.includes(reason))),
  )
  return open.flatMap((frozen): Task[] => {
    const key = `resume/${frozen.issue}`
    const triedAt = Number(memory.blocked.get(key) ?? Number.NEGATIVE_INFINITY)
    if (frozen.state === 'halted' && now - triedAt < againMs) return []
    return [{ key, run: (turn) => resume(turn, frozen) }]
  })
}

async function resume(turn: Turn, frozen: FrozenIssue): Promise<void> {
  const { issue, dueAt } = frozen
  const { timezone } = turn.newsletter
  turn.memory.blocked.set(`resume/${issue}`, String(turn.now))
  const window = windowOf(turn.newsletter)
  const begun = (await turn.list.ledger.firstAttemptAt(issue)) !== undefined
  if (begun || dueAt === null || turn.now <= dueAt + window) return await deliverScheduled(turn, frozen)
  const said = `${issue} was frozen for ${writeDue(dueAt, timezone)} and nobody was mailed in its window.`
  turn.did({ kind: 'late', issue, dueAt, said })
  await tellEditors(turn, {
    key: `late/resume/${issue}/${dueAt}`,
    subject: `${issue} is late: send it?`,
    lines: [
      said,
      `Late is a person’s decision: \`npx wayforward send ${issue}\` goes on, \`npx wayforward cancel ${issue}\` makes it a draft again.`,
    ],
  })
}
