import { basename } from 'node:path'
import type { FrozenIssue, Ledger } from '../delivery/ledger.ts'
import { findIssue, listIssues } from '../issue/find-issue.ts'

/** An issue by its id, and its place in the ledger once it was frozen. */
export interface FoundIssue {
  issue: string
  frozen?: FrozenIssue
}

/**
 * The issue a name means, among the folders and what the ledger holds: what was frozen is found even when its folder has
 * been renamed or is gone. An exact name wins, then a unique part of one.
 *
 * @throws Problem issue_unknown, issue_ambiguous
 */
export async function findIssueOrFrozen(issuesFolder: string, ledger: Ledger, name: string): Promise<FoundIssue> {
  const frozen = (await ledger.list()).filter(({ state }) => state !== 'freezing')
  const folders = await listIssues(issuesFolder)
  const all = [...new Set([...folders, ...frozen.map(({ issue }) => issue)])]
  const wanted = basename(name.replaceAll('\\', '/')).toLowerCase()
  const parts = wanted === '' ? [] : all.filter((issue) => issue.toLowerCase().includes(wanted))
  // A second wave bears its issue's name and more: it is meant only by its whole name.
  const waves = new Set(frozen.filter(({ follows }) => follows !== null).map(({ issue }) => issue))
  const own = parts.filter((issue) => !waves.has(issue))
  const exact = parts.find((issue) => issue.toLowerCase() === wanted)
  const issue = exact ?? (own.length === 1 ? own[0] : undefined) ?? (await findIssue(issuesFolder, name))
  return { issue, frozen: frozen.find((known) => known.issue === issue) }
}
