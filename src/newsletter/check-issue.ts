import { canRender } from '../checks/can-render.ts'
import type { Config } from '../config.ts'
import type { Problem } from '../problem/problem.ts'
import { distinctProblems } from '../problem/report.ts'
import { planAudience } from './audience-plan.ts'
import { findAudience } from './correction/audience-of.ts'
import { resolveOrigin } from './origin.ts'
import { prepareIssue } from './prepare-issue.ts'
import { hasList, openList } from './workspace.ts'

export interface CheckResult {
  issue: string
  problems: Problem[]
  /** What could not be checked, in a sentence each. */
  skipped: string[]
}

/**
 * Check an issue: its texts, its rendered editions and, where there is a list, whom it would reach.
 * Without a list it checks one edition per language with every block.
 */
export async function checkIssue(
  config: Config,
  name: string | undefined,
  warn: (message: string) => void,
): Promise<CheckResult> {
  const { issue, problems, prepared } = await prepareIssue(config, resolveOrigin(config, 'outbox'), name)
  if (!prepared || !canRender(problems)) {
    return { issue, problems, skipped: ['The e-mails were not rendered: mend the errors first.'] }
  }
  const editions = await prepared.render()
  const found = [...problems, ...editions.flatMap((edition) => edition.problems)]
  if (!hasList(config)) {
    return {
      issue,
      problems: found,
      skipped: ['There is no list in this folder, so whom each edition reaches was not checked.'],
    }
  }
  const list = await openList(config, warn)
  try {
    const { among, problem } = await findAudience(prepared, list.ledger)
    if (problem) return { issue, problems: distinctProblems([...found, problem]), skipped: [] }
    const plan = await planAudience(prepared, list.audience, Date.now(), among)
    return { issue, problems: distinctProblems([...found, ...plan.problems]), skipped: [] }
  } finally {
    await list.close()
  }
}
