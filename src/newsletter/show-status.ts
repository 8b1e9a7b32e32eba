import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { IssueStatus } from '../delivery/status.ts'
import { type Correction, readCorrections } from '../issue/corrections.ts'
import { findIssue } from '../issue/find-issue.ts'
import { readApprovalStatus } from './approval/approval-status.ts'
import type { ApprovalSummary } from './approval/approval-summary.ts'
import { findIssueOrFrozen } from './find-frozen.ts'
import { draftStatus, readStatus } from './issue-status.ts'
import { type PlannedDeparture, readDeparture } from './read-departure.ts'
import { hasList, type List, openList } from './workspace.ts'

/**
 * An issue's status with who approved it (null where there is no list, as approvals are taken where the list is), and what
 * was corrected since it was sent, newest first.
 */
export type ShownStatus = IssueStatus & {
  approval: ApprovalSummary | null
  corrections: Correction[]
  /** Its second waves, each with an equation of its own. */
  waves: IssueStatus[]
  /** Of a draft: when it goes out by itself once it is approved. */
  departure: PlannedDeparture | null
}

/** The status of an issue by name; a draft where there is no list yet. */
export async function showStatus(
  config: Config,
  name: string | undefined,
  warn: (message: string) => void,
): Promise<ShownStatus> {
  if (!hasList(config)) {
    const draft = draftStatus(await findIssue(config.issuesFolder, name))
    const corrections = await correctionsOf(config, draft.issue, warn)
    const departure = await readDeparture(config, draft.issue, Date.now())
    return { ...draft, approval: null, corrections, waves: [], departure }
  }
  const list = await openList(config, warn)
  try {
    // What was frozen is shown even when its folder is gone.
    const { issue } =
      name === undefined
        ? { issue: await findIssue(config.issuesFolder) }
        : await findIssueOrFrozen(config.issuesFolder, list.ledger, name)
    const [status, frozen] = await Promise.all([readStatus(list.ledger, issue), list.ledger.find(issue)])
    const [approval, corrections] = await Promise.all([
      readApprovalStatus(config, list, issue, frozen),
      correctionsOf(config, issue, warn),
    ])
    const departure = status.state === 'draft' ? await readDeparture(config, issue, Date.now()) : null
    return { ...status, approval, corrections, waves: await wavesOf(list, issue), departure }
  } finally {
    await list.close()
  }
}

async function wavesOf({ ledger }: List, issue: string): Promise<IssueStatus[]> {
  const waves = (await ledger.list()).filter(({ follows, state }) => follows === issue && state !== 'freezing')
  return await Promise.all(waves.map((wave) => readStatus(ledger, wave.issue)))
}

async function correctionsOf(
  { issuesFolder }: Config,
  issue: string,
  warn: (message: string) => void,
): Promise<Correction[]> {
  const { corrections, problems } = await readCorrections(join(issuesFolder, issue))
  for (const { file, line, reason, hint } of problems) warn(`${file}:${line ?? 1}: ${reason} ${hint}`)
  return corrections
}
