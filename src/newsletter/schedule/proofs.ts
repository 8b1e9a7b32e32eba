import { monthliesOf, readDatedIssues } from '../../issue/dated-issues.ts'
import { nextDue } from '../../issue/due-times.ts'
import { proveWith } from '../prove-issue.ts'
import { writeTime } from '../write-time.ts'
import { monthOfDue, writeMonth } from './due-words.ts'
import { noteTry, wasTried } from './memory.ts'
import { tellEditors } from './tell-editors.ts'
import type { Task, Turn } from './turn.ts'

/** The proof of the next monthly, from `proofBefore` on; once for each due time. */
export async function findProof(turn: Turn): Promise<Task[]> {
  const { config, list, newsletter, now } = turn
  const { schedule } = newsletter
  const dueAt = schedule && nextDue(schedule, now)
  if (!schedule || dueAt === undefined || now < dueAt - schedule.proofBefore) return []
  const key = `proof/${dueAt}`
  if (wasTried(turn, key) || (await list.occasions.find(key))) return []
  const month = monthOfDue(dueAt, schedule.timezone)
  // It went out before its time, by hand.
  if ((await list.ledger.list()).some((frozen) => frozen.month === month && frozen.state !== 'freezing')) return []
  const issues = monthliesOf(await readDatedIssues(config.issuesFolder, newsletter), month)
  const told = `${key}/${issues.join('+')}`
  if (issues.length !== 1 && turn.memory.told.has(told)) return []
  return [{ key, run: (later) => prove(later, { key, dueAt, month, issues, told }) }]
}

interface DueProof {
  key: string
  dueAt: number
  month: string
  issues: string[]
  told: string
}

async function prove(turn: Turn, { key, dueAt, month, issues, told }: DueProof): Promise<void> {
  const { config, list, newsletter, clock, signal, warn, now } = turn
  const [issue] = issues
  const due = writeTime(dueAt, newsletter.schedule?.timezone ?? newsletter.timezone)
  if (issue === undefined || issues.length > 1) {
    turn.memory.told.add(told)
    const said =
      issue === undefined
        ? `No monthly is dated in ${writeMonth(month)}, and one is due ${due}.`
        : `${issues.join(' and ')} are both dated in ${writeMonth(month)}, and one monthly is due ${due}.`
    turn.did({ kind: 'blocked', dueAt, said })
    await tellEditors(turn, {
      key: `proof/${dueAt}/${issues.join('+')}`,
      subject: `The monthly of ${writeMonth(month)} is due soon, and there is ${issue === undefined ? 'none' : 'more than one'}`,
      lines: [
        said,
        issue === undefined
          ? `Start one with \`npx wayforward new ${month}\`.`
          : 'Change the date: of all but one, or make the others an alert.',
      ],
    })
    return
  }
  noteTry(turn, key)
  const { notices } = await proveWith(config, list, { name: issue, occasion: key, dueAt, clock, signal, warn })
  await list.occasions.close({ key, kind: 'proof', dueAt, outcome: 'proved', issue, at: now })
  turn.did({
    kind: 'proved',
    issue,
    dueAt,
    said: `The proof of ${issue} went to the editors: ${notices.accepted} mails.`,
  })
}
