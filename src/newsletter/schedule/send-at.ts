import { type DatedIssue, readDatedIssues } from '../../issue/dated-issues.ts'
import { windowOf } from '../../issue/departure.ts'
import { momentOf } from '../../issue/local-time.ts'
import { writeTime } from '../write-time.ts'
import { isUnchanged, rememberBlocked } from './blocked.ts'
import { sendScheduled } from './send-scheduled.ts'
import { tellBlocked } from './tell-blocked.ts'
import { tellEditors } from './tell-editors.ts'
import type { Task, Turn } from './turn.ts'

interface DueIssue {
  issue: string
  dueAt: number
  key: string
}

/** Alerts and corrections whose `sendAt` has come; a monthly belongs to the schedule. */
export async function findSendAt(turn: Turn): Promise<Task[]> {
  const { config, list, newsletter, now } = turn
  const since = await list.occasions.since('send-at', now)
  const tasks: Task[] = []
  for (const dated of await readDatedIssues(config.issuesFolder, newsletter)) {
    const due = dueOf(dated, newsletter.timezone)
    if (!due || due.dueAt > now || due.dueAt <= since || (await list.occasions.find(due.key))) continue
    const late = now > due.dueAt + windowOf(newsletter)
    if (!late && (await isUnchanged(turn, due.key, [due.issue]))) continue
    tasks.push({ key: due.key, run: (later) => tend(later, due) })
  }
  return tasks
}

function dueOf({ issue, meta: { kind, sendAt } }: DatedIssue, timezone: string): DueIssue | undefined {
  // One whose kind cannot be read is found to be broken.
  if (sendAt === undefined || kind === 'monthly') return undefined
  const dueAt = momentOf(sendAt, timezone)
  return { issue, dueAt, key: `send-at/${issue}/${dueAt}` }
}

async function tend(turn: Turn, { issue, dueAt, key }: DueIssue): Promise<void> {
  const { list, newsletter, now } = turn
  const close = (outcome: 'sent' | 'late'): Promise<boolean> =>
    list.occasions.close({ key, kind: 'send-at', dueAt, outcome, issue, at: now })
  if (await list.ledger.find(issue)) return void (await close('sent'))
  const due = writeTime(dueAt, newsletter.timezone)
  if (now > dueAt + windowOf(newsletter)) {
    turn.did({ kind: 'late', issue, dueAt, said: `${issue} was to go out ${due} and did not.` })
    await tellEditors(turn, {
      key: `late/${key}`,
      subject: `${issue} is late: send it?`,
      lines: [
        `${issue} was to go out ${due} and did not. It does not go out by itself any more: late is a person’s decision.`,
        `To send it now, once it is approved: \`npx wayforward send ${issue}\`.`,
      ],
    })
    return void (await close('late'))
  }
  const problems = await sendScheduled(turn, { issue, dueAt, onFrozen: async () => void (await close('sent')) })
  if (problems.length === 0) return
  await rememberBlocked(turn, key, [issue])
  const until = writeTime(dueAt + windowOf(newsletter), newsletter.timezone)
  await tellBlocked(turn, problems, {
    ...{ key, issue, dueAt },
    subject: `${issue} is due and was not sent`,
    before: `It was to go out ${due}. Nobody was mailed, because:`,
    after: `As soon as this is mended it goes out by itself, until ${until}.`,
  })
}
