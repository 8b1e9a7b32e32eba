import type { Config } from '../config.ts'
import { findIssue } from '../issue/find-issue.ts'
import type { Repository } from '../outside/repository.ts'
import { Problem } from '../problem/problem.ts'
import { type Audience, type AudienceDiff, compareAudiences } from './diff/compare-audiences.ts'
import { compareIssues, type TextDiff } from './diff/compare-issues.ts'
import { findPreviousMonthly } from './diff/find-previous.ts'
import { describeIssue, type IssueFacts } from './diff/issue-facts.ts'
import { comparedWithItself, nothingBefore } from './diff/problems.ts'
import { readAudience } from './diff/read-audience.ts'
import { type History, readHistory } from './diff/read-history.ts'
import { firstError } from './first-error.ts'
import { resolveOrigin } from './origin.ts'
import { type PreparedIssue, prepareIssue } from './prepare-issue.ts'
import { hasList, type List, openList } from './workspace.ts'

/** How an issue differs from another. What `diff --json` prints. */
export interface IssueDiff extends TextDiff {
  issue: string
  against: string
  audience: AudienceDiff
  /** Null without git. */
  history: History | null
  /** What could not be compared, in a sentence each. */
  skipped: string[]
}

export interface DiffOptions {
  /** A folder name or a unique part of it; the newest when absent. */
  name?: string
  /** The monthly before it when absent. */
  against?: string
  now?: number
  /** The repository of the workspace, if it is in one; the real git when absent. */
  openRepository?: (root: string) => Promise<Repository | undefined>
  warn: (message: string) => void
}

/**
 * Compare an issue with last month's, or with the one named: whom it reaches, what is written in it, and who changed it
 * since the other went out. Changes nothing; errors in either issue do not matter as far as it can be read.
 *
 * @throws Problem nothing_before, compared_with_itself, issue_unknown, issue_ambiguous, and what keeps an issue from being
 * read at all
 */
export async function diffIssue(config: Config, options: DiffOptions): Promise<IssueDiff> {
  const { now = Date.now(), warn } = options
  const present = await readSide(config, options.name)
  const { issue } = present.facts
  const against = await findOther(config, present, options.against)
  const past = await readSide(config, against)
  const skipped = [...present.skipped, ...past.skipped]

  const audiences = await readAudiences(config, { present, past, now, warn })
  skipped.push(...audiences.skipped)
  const { openRepository = openGit } = options
  const repository = await openRepository(config.root)
  if (!repository) skipped.push('Who changed what is not known: this folder is in no git repository.')
  const since = audiences.sentAt ?? Date.parse(past.facts.date)
  return {
    issue,
    against,
    audience: compareAudiences(audiences.now, audiences.before),
    ...compareIssues(present.facts, past.facts),
    history: repository ? await readHistory(repository, issue, since) : null,
    skipped,
  }
}

async function openGit(root: string): Promise<Repository | undefined> {
  const { openRepository } = await import('../outside/git.ts')
  return await openRepository(root)
}

interface Side {
  prepared: PreparedIssue
  facts: IssueFacts
  skipped: string[]
}

/** Read an issue as far as it can be; what cannot be rendered has no size. */
async function readSide(config: Config, name: string | undefined): Promise<Side> {
  const origin = resolveOrigin(config, 'outbox')
  const { issue, prepared, problems } = await prepareIssue(config, origin, name, { despiteErrors: true })
  if (!prepared) throw firstError(problems)
  const at = { issue, date: prepared.issue.meta.date, origin }
  try {
    return { prepared, facts: describeIssue(at, prepared.documents, await prepared.render()), skipped: [] }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const skipped = [
      `${issue} cannot be rendered, so its size is not known: \`npx wayforward check ${issue}\` says why.`,
    ]
    return { prepared, facts: describeIssue(at, prepared.documents, []), skipped }
  }
}

async function findOther(config: Config, { prepared, facts }: Side, name: string | undefined): Promise<string> {
  const { issue: id, date } = facts
  const other =
    name === undefined
      ? await findPreviousMonthly(config.issuesFolder, prepared.newsletter, { id, date })
      : await findIssue(config.issuesFolder, name)
  if (other === undefined) throw nothingBefore({ issue: id })
  if (other === id) throw comparedWithItself({ issue: id })
  return other
}

interface Audiences {
  now: Audience | null
  before: Audience | null
  /** When the other issue was frozen, epoch milliseconds. */
  sentAt?: number
  skipped: string[]
}

async function readAudiences(
  config: Config,
  { present, past, now, warn }: { present: Side; past: Side; now: number; warn: (message: string) => void },
): Promise<Audiences> {
  if (!hasList(config)) {
    const skipped = ['Whom it reaches is not known here: there is no list in this folder.']
    return { now: null, before: null, skipped }
  }
  const list = await openList(config, warn)
  try {
    const before = await readAudience(list, past.prepared)
    const frozen = await list.ledger.find(past.facts.issue)
    const skipped = before ? [] : [`Whom ${past.facts.issue} reached is not known: it was not sent from here.`]
    const today = await readToday(list, present, now)
    if (!today) skipped.push(`Whom ${present.facts.issue} reaches is not known before its errors are mended.`)
    return { now: today, before, ...(before && frozen && { sentAt: frozen.frozenAt }), skipped }
  } finally {
    await list.close()
  }
}

async function readToday(list: List, { prepared }: Side, now: number): Promise<Audience | null> {
  try {
    return await readAudience(list, prepared, now)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return null
  }
}
