import type { Config } from '../config.ts'
import type { Problem } from '../problem/problem.ts'
import { hasErrors } from '../problem/report.ts'
import { planAudience } from './audience-plan.ts'
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
  if (!prepared || hasErrors(problems)) {
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
    const plan = await planAudience(prepared, list.audience, Date.now())
    return { issue, problems: distinct([...found, ...plan.problems]), skipped: [] }
  } finally {
    await list.close()
  }
}

/** Several editions of one document may find the same thing in the same place: a person needs to hear it once. */
function distinct(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}
