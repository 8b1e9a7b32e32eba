import { DateTime } from 'luxon'
import type { FrozenIssue } from '../../delivery/ledger.ts'
import { monthliesOf, readDatedIssues } from '../../issue/dated-issues.ts'
import { latestDue } from '../../issue/due-times.ts'
import type { Schedule } from '../../issue/newsletter.ts'
import { writeTime } from '../write-time.ts'
import { isUnchanged, rememberBlocked } from './blocked.ts'
import { monthOfDue, writeMonth } from './due-words.ts'
import { monthAmbiguous, monthEmpty } from './problems.ts'
import { sendScheduled } from './send-scheduled.ts'
import { tellBlocked } from './tell-blocked.ts'
import { tellEditors } from './tell-editors.ts'
import type { Task, Turn } from './turn.ts'

/** Nobody waits longer than this for a server to come back. */
const lookBackMs = 400 * 24 * 60 * 60 * 1000

const keyOf = (dueAt: number): string => `monthly/${dueAt}`

/**
 * The times at which a monthly was due and of which nothing is known yet, the newest first: of each month the last one, as a
 * month has one monthly.
 */
async function findOpen({ list, newsletter, now }: Turn): Promise<number[]> {
  const { schedule } = newsletter
  if (!schedule) return []
  const since = await list.occasions.since(`${schedule.cron} ${schedule.timezone}`, now)
  const from = Math.max(since, now - lookBackMs)
  const open: number[] = []
  for (let to = now; ; ) {
    const dueAt = latestDue(schedule, from, to)
    // Whoever closes one closes all before it.
    if (dueAt === undefined || (await list.occasions.find(keyOf(dueAt)))) return open
    open.push(dueAt)
    to = DateTime.fromMillis(dueAt, { zone: schedule.timezone }).startOf('month').toMillis() - 1
  }
}

/** The monthly that is due, and those that were missed before it. */
export async function findMonthly(turn: Turn): Promise<Task[]> {
  const { schedule } = turn.newsletter
  const [last, ...missed] = await findOpen(turn)
  if (last === undefined || !schedule) return []
  const tasks = missed
    .reverse()
    .map((dueAt): Task => ({ key: keyOf(dueAt), run: (now) => closeMissed(now, schedule, dueAt) }))
  if (
    turn.now <= last + schedule.window &&
    (await isUnchanged(turn, keyOf(last), await issuesOf(turn, schedule, last)))
  ) {
    return tasks
  }
  return [...tasks, { key: keyOf(last), run: (now) => tendMonth(now, schedule, last) }]
}

async function issuesOf({ config, newsletter }: Turn, { timezone }: Schedule, dueAt: number): Promise<string[]> {
  return monthliesOf(await readDatedIssues(config.issuesFolder, newsletter), monthOfDue(dueAt, timezone))
}

async function close(
  turn: Turn,
  dueAt: number,
  outcome: 'sent' | 'late' | 'missed',
  issue: string | null,
): Promise<void> {
  await turn.list.occasions.close({ key: keyOf(dueAt), kind: 'monthly', dueAt, outcome, issue, at: turn.now })
}

/** The issue that has a month in the ledger, whoever began it. */
async function takenBy({ list }: Turn, month: string): Promise<FrozenIssue | undefined> {
  return (await list.ledger.list()).find((frozen) => frozen.month === month && frozen.state !== 'freezing')
}

/** A later one is due by now: what was not sent then is not sent any more. */
async function closeMissed(turn: Turn, schedule: Schedule, dueAt: number): Promise<void> {
  const month = monthOfDue(dueAt, schedule.timezone)
  const taken = await takenBy(turn, month)
  if (taken) return await close(turn, dueAt, 'sent', taken.issue)
  const said = `The monthly of ${writeMonth(month)} was due ${writeTime(dueAt, schedule.timezone)} and was missed.`
  turn.did({ kind: 'missed', dueAt, said })
  await tellEditors(turn, {
    key: `missed/${dueAt}`,
    subject: `The monthly of ${writeMonth(month)} was missed`,
    lines: [said, 'Nobody was looking after the schedule then, and nothing goes out this late by itself.'],
  })
  await close(turn, dueAt, 'missed', null)
}

async function tendMonth(turn: Turn, schedule: Schedule, dueAt: number): Promise<void> {
  const month = monthOfDue(dueAt, schedule.timezone)
  const taken = await takenBy(turn, month)
  if (taken) {
    if (taken.state !== 'done' && taken.dueAt === null) await tellStanding(turn, taken, dueAt)
    return await close(turn, dueAt, 'sent', taken.issue)
  }
  const issues = await issuesOf(turn, schedule, dueAt)
  const [issue] = issues
  if (turn.now > dueAt + schedule.window) return await ask(turn, schedule, dueAt, issues)
  const problems =
    issue === undefined
      ? [monthEmpty({ month })]
      : issues.length > 1
        ? [monthAmbiguous({ month, issues })]
        : await sendScheduled(turn, { issue, dueAt, onFrozen: () => close(turn, dueAt, 'sent', issue) })
  if (problems.length === 0) return
  await rememberBlocked(turn, keyOf(dueAt), issues)
  const until = writeTime(dueAt + schedule.window, schedule.timezone)
  await tellBlocked(turn, problems, {
    key: String(dueAt),
    dueAt,
    subject: `The monthly of ${writeMonth(month)} is due and was not sent`,
    before: `It was due ${writeTime(dueAt, schedule.timezone)}. Nobody was mailed, because:`,
    after: `As soon as this is mended it goes out by itself, until ${until}. After that it waits for a person’s word.`,
  })
}

/** A person began it, and nobody is at it now: we hold the lock. It is theirs to go on. */
async function tellStanding(turn: Turn, { issue }: FrozenIssue, dueAt: number): Promise<void> {
  turn.did({ kind: 'stopped', issue, dueAt, said: `${issue} is due. It was begun by hand and is not over.` })
  await tellEditors(turn, {
    key: `standing/${dueAt}`,
    subject: `${issue} is due, and was begun by hand`,
    lines: [
      `${issue} is this month’s issue. Somebody began to send it by hand, it is not over, and nobody is sending it now.`,
      `The schedule leaves that to them: \`npx wayforward send ${issue}\` goes on, \`npx wayforward status ${issue}\` says how it stands.`,
    ],
  })
}

/** Beyond its window: a person decides. */
async function ask(turn: Turn, schedule: Schedule, dueAt: number, issues: string[]): Promise<void> {
  const month = writeMonth(monthOfDue(dueAt, schedule.timezone))
  const [issue] = issues
  const due = `The monthly of ${month} was due ${writeTime(dueAt, schedule.timezone)} and did not go out in its window.`
  turn.did({ kind: 'late', issue, dueAt, said: due })
  await tellEditors(turn, {
    key: `late/${dueAt}`,
    subject: `The monthly of ${month} is late: send it?`,
    lines: [
      due,
      'It does not go out by itself any more: late is a person’s decision.',
      issue === undefined
        ? `No monthly is dated in ${month}.`
        : `To send it now, once it is approved: \`npx wayforward send ${issue}\`. To leave it, do nothing.`,
    ],
  })
  // Last: a process that is killed while it asks, asks again, and each editor hears it once.
  await close(turn, dueAt, 'late', issue ?? null)
}
