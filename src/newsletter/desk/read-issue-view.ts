import type { Approval } from '../../approval/approval.ts'
import type { Editor } from '../../approval/editor.ts'
import type { Config } from '../../config.ts'
import type { Edition } from '../../edition/edition.ts'
import { countReaders } from '../../edition/plan-editions.ts'
import { fill } from '../../edition/slots.ts'
import type { Problem } from '../../problem/problem.ts'
import { planAudience } from '../audience-plan.ts'
import { findAudience } from '../correction/audience-of.ts'
import { readApproval } from '../issue-approval.ts'
import type { PreparedIssue } from '../prepare-issue.ts'
import { findSecondWave } from '../second-wave.ts'
import type { List } from '../workspace.ts'
import { departureOf } from './departure.ts'
import type { FindingView, IssueView } from './issue-view.ts'
import type { PreparedIssues } from './prepared-issues.ts'

/** Everything an approver has to know of an issue, as it is now. Changes nothing. */
export async function readIssueView(
  list: List,
  { config, issues }: { config: Config; issues: PreparedIssues },
  { issue, editor, now }: { issue: string; editor: Editor; now: number },
): Promise<IssueView> {
  const { prepared, problems } = await issues.prepare(issue)
  const frozen = await list.ledger.find(issue)
  const begun = frozen !== undefined && frozen.state !== 'freezing'
  if (!prepared) return { issue, timezone: 'utc', findings: findingsOf(problems), begun }
  // Of what went out, only a second wave is left to approve.
  const isAnother = frozen !== undefined && frozen.contentHash !== prepared.contentHash
  const wave = begun && isAnother ? await findSecondWave(config, frozen, prepared.newsletter, list, now) : undefined
  const meant = await findAudience(prepared, list.ledger)
  const { plan, whole } = await issues.inTurn(async () => ({
    plan: await planAudience(prepared, list.audience, now, wave?.among ?? meant.among),
    // What an approval asks of it too.
    whole: await prepared.render(),
  }))
  const counted = plan.editions.length > 0
  // An approver reads every language, also one that nobody on the list reads today.
  const unread = whole.filter(({ language }) => plan.editions.every((edition) => edition.language !== language))
  const [source] = prepared.documents
  return {
    issue,
    timezone: prepared.newsletter.timezone,
    findings: findingsOf([
      ...problems,
      ...(meant.problem ? [meant.problem] : []),
      ...plan.problems,
      ...whole.flatMap((edition) => edition.problems),
    ]),
    begun: begun && !wave,
    content: {
      title: source?.meta.title ?? issue,
      date: prepared.issue.meta.date,
      hash: prepared.contentHash,
      editions: [...plan.editions, ...unread].map((edition) => viewEdition(edition, counted)),
      readers: plan.readers,
      waiting: plan.waiting,
      departure: departureOf(prepared, now),
    },
    approval: await viewApproval(config, list, prepared, editor),
  }
}

function viewEdition(edition: Edition, counted: boolean): NonNullable<IssueView['content']>['editions'][number] {
  const { id, language, subject, groupings } = edition
  return { id, language, subject: fill(subject, {}), ...(counted && { readers: countReaders(groupings) ?? 0 }) }
}

async function viewApproval(
  config: Config,
  list: List,
  prepared: PreparedIssue,
  editor: Editor,
): Promise<NonNullable<IssueView['approval']>> {
  const state = await readApproval(config, list, prepared)
  const blocks = prepared.documents.flatMap((document) => document.blocks)
  const needing = blocks.filter(({ kind }) => state.counselMissing.includes(kind))
  return {
    complete: state.complete,
    given: state.given,
    peopleMissing: state.approversMissing,
    counselMissing: [...new Set(needing.map(({ kind, id }) => `${kind} #${id}`))],
    voided: newestOfEach(state.voided, state.given),
    own: state.given.some((approval) => approval.editor === editor.id),
  }
}

/** Of who approved several times before, the last; of who has approved what there is now, none. */
function newestOfEach<V extends { approval: Approval }>(voided: V[], given: Approval[]): V[] {
  const seen = new Set(given.map(({ editor }) => editor))
  return voided.filter(({ approval: { editor } }) => !seen.has(editor) && seen.add(editor) !== undefined)
}

/** Several editions may find the same thing in the same place: a person needs to read it once. */
function findingsOf(problems: Problem[]): FindingView[] {
  const order = { error: 0, warn: 1, suggest: 2 }
  const findings = problems.map(({ severity, file, line, reason, hint }): FindingView => {
    const place = file ? `${file}${line === undefined ? '' : `:${line}`}` : ''
    return { severity, place, reason, hint }
  })
  const distinct = new Map(findings.map((finding) => [JSON.stringify(finding), finding]))
  return [...distinct.values()].sort((a, b) => order[a.severity] - order[b.severity])
}
