import type { Problem } from '../../problem/problem.ts'
import { describeProblems } from './describe-problems.ts'
import { tellEditors } from './tell-editors.ts'
import type { Deed, Turn } from './turn.ts'

/** Something that is due and stays. */
interface Blocked extends Pick<Deed, 'issue' | 'dueAt'> {
  /** Names the occasion. */
  key: string
  /** “The monthly of May 2024 is due and was not sent”: the subject, and how the deed's sentence begins. */
  subject: string
  /** Before the problems, and after them. */
  before: string
  after?: string
}

/** Tell what keeps something from going out: once, as long as the kinds of problem stay the same. */
export async function tellBlocked(turn: Turn, problems: Problem[], blocked: Blocked): Promise<void> {
  const { key, subject, before, after, ...about } = blocked
  const { codes, lines } = describeProblems(problems)
  const [first] = problems
  turn.did({ kind: 'blocked', ...about, said: [`${subject}.`, first?.reason, first?.hint].filter(Boolean).join(' ') })
  await tellEditors(turn, {
    key: `blocked/${key}/${codes}`,
    subject,
    lines: [before, ...lines, ...(after === undefined ? [] : [after])],
  })
}
