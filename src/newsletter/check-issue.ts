import { canRender } from '../checks/can-render.ts'
import { unmeasured } from '../checks/reading/unmeasured.ts'
import type { Config } from '../config.ts'
import type { Problem } from '../problem/problem.ts'
import { distinctProblems } from '../problem/report.ts'
import { planAudience } from './audience-plan.ts'
import { checkLinks } from './check-links.ts'
import { findAudience } from './correction/audience-of.ts'
import { inspectBuild } from './inspect-build.ts'
import type { SilencedWords } from './list-silenced.ts'
import { resolveOrigin } from './origin.ts'
import { prepareIssue } from './prepare-issue.ts'
import { hasList, openList } from './workspace.ts'

export interface CheckResult {
  issue: string
  problems: Problem[]
  /** What could not be checked, in a sentence each. */
  skipped: string[]
  /** Words that go against the guide where their context, or a waiver, speaks for them. */
  silenced: SilencedWords[]
}

export interface CheckOptions {
  /** Whether to ask every address that the issue links to. */
  online?: boolean
}

/**
 * Check an issue: its texts, its rendered editions and, where there is a list, whom it would reach.
 * Without a list it checks one edition per language with every block.
 */
export async function checkIssue(
  config: Config,
  name: string | undefined,
  warn: (message: string) => void,
  { online = false }: CheckOptions = {},
): Promise<CheckResult> {
  const { issue, problems, silenced, prepared } = await prepareIssue(config, resolveOrigin(config, 'outbox'), name)
  if (!prepared || !canRender(problems)) {
    return { issue, problems, skipped: ['The e-mails were not rendered: mend the errors first.'], silenced }
  }
  const editions = await prepared.render()
  const found = [
    ...problems,
    ...editions.flatMap((edition) => edition.problems),
    ...(await inspectBuild(config, prepared, editions)),
    ...(online ? await checkLinks(prepared) : []),
  ]
  const skipped = unmeasured(prepared.documents)
  if (!hasList(config)) {
    skipped.push('There is no list in this folder, so whom each edition reaches was not checked.')
    return { issue, problems: distinctProblems(found), skipped, silenced }
  }
  const list = await openList(config, warn)
  try {
    const { among, problem } = await findAudience(prepared, list.ledger)
    if (problem) return { issue, problems: distinctProblems([...found, problem]), skipped, silenced }
    const plan = await planAudience(prepared, list.audience, Date.now(), among)
    return { issue, problems: distinctProblems([...found, ...plan.problems]), skipped, silenced }
  } finally {
    await list.close()
  }
}
