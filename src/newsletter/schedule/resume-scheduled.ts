import type { FrozenIssue, HaltReason } from '../../delivery/ledger.ts'
import { windowOf } from '../../issue/departure.ts'
import { writeTime } from '../write-time.ts'
import { noteTry, wasTried } from './memory.ts'
import { deliverScheduled, isFarOff } from './send-scheduled.ts'
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

/** What the schedule froze and is not over: interrupted, or halted by something that passes. A person's halts stay. */
export async function findInterrupted(look: Turn): Promise<Task[]> {
  const open = (await look.list.ledger.list()).filter(
    ({ dueAt, state, reason }) =>
      dueAt !== null && (state === 'frozen' || state === 'sending' || (state === 'halted' && passing.includes(reason))),
  )
  return open.flatMap((frozen): Task[] => {
    const key = `resume/${frozen.issue}`
    if (wasTried(look, key) || isFarOff(frozen, look.now)) return []
    return [{ key, isBegun: true, run: (turn) => resume(turn, frozen) }]
  })
}

async function resume(turn: Turn, frozen: FrozenIssue): Promise<void> {
  const { issue, dueAt } = frozen
  const { timezone } = turn.newsletter
  noteTry(turn, `resume/${issue}`)
  const window = windowOf(turn.newsletter) + frozen.notBefore - frozen.frozenAt
  const begun = (await turn.list.ledger.firstAttemptAt(issue)) !== undefined
  if (begun || dueAt === null || turn.now <= dueAt + window) return await deliverScheduled(turn, frozen)
  const said = `${issue} was frozen for ${writeTime(dueAt, timezone)} and nobody was mailed in its window.`
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
