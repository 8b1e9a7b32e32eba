import type { Config } from '../config.ts'
import type { Clock } from '../delivery/clock.ts'
import { findIssue } from '../issue/find-issue.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import type { Problem } from '../problem/problem.ts'
import { noteTellings } from './consent/clear-for-freeze.ts'
import { firstError } from './first-error.ts'
import { resolveOrigin } from './origin.ts'
import { composeProofs } from './proof/compose-proofs.ts'
import { gatherProof } from './proof/gather-proof.ts'
import { editorsNone, proofPlaceMissing } from './proof/problems.ts'
import { type NoticesSent, sendNotices } from './send-notices.ts'
import { wallClock } from './send-options.ts'
import { hasList, type List, openList } from './workspace.ts'

export interface ProofOptions {
  /** A folder name or a unique part of it; the newest when absent. */
  name?: string
  /** Every edition of today's audience, as readers get it, instead of one a language with every block. */
  all?: boolean
  /** The schedule's name for this proof, under which each editor gets it once. Without one, every call mails. */
  occasion?: string
  /** The schedule's word on when the issue goes out, epoch milliseconds; worked out when absent. */
  dueAt?: number
  clock?: Clock
  signal?: AbortSignal
  warn: (message: string) => void
}

export interface ProofResult {
  issue: string
  /** What the report says. */
  problems: Problem[]
  /** What was mailed; the id `report` is the report alone. */
  editions: { id: string; language: string }[]
  /** How many people it went to. */
  editors: number
  notices: NoticesSent
}

/**
 * Mail the proof of an issue to the editors, from where the list is.
 *
 * @throws Problem proof_place_missing, and as `proveWith` does
 */
export async function proveIssue(config: Config, options: ProofOptions): Promise<ProofResult> {
  if (!hasList(config)) throw proofPlaceMissing({ folder: config.dataFolder })
  const list = await openList(config, options.warn)
  try {
    return await proveWith(config, list, options)
  } finally {
    await list.close()
  }
}

/**
 * Mail each editor one edition a language they read, with every block and who sees it, and on top of it what the checks
 * say, whom the issue would reach and who approved it. What cannot be rendered is reported without the mail. The pictures
 * are served from then on.
 *
 * @throws Problem issue_unknown, issue_ambiguous, editors_none, those of newsletter.yaml and of the provider's settings
 */
export async function proveWith(config: Config, list: List, options: ProofOptions): Promise<ProofResult> {
  const { name, all = false, dueAt, clock = wallClock, signal, warn } = options
  const { newsletter, problems } = await readNewsletter(config.issuesFolder)
  if (!newsletter) throw firstError(problems)
  const issue = await findIssue(config.issuesFolder, name)
  const editors = await list.editors.list()
  if (editors.length === 0) throw editorsNone({ issue })

  const origin = resolveOrigin(config, config.providerOverride ?? newsletter.provider)
  const now = clock.now()
  const gathered = await gatherProof(config, list, { issue, newsletter, origin, all, dueAt, now })
  await noteTellings(gathered, list, `proof/${issue}`, now)
  if (gathered.pictures.length > 0) await list.proofPictures.keep(issue, gathered.pictures)

  const run = options.occasion ?? new Date(now).toISOString()
  const mailing = { gathered, newsletter, origin, all, run }
  const mails = editors.flatMap((editor) => composeProofs(editor, mailing))
  const notices = await sendNotices(
    config,
    list,
    mails.map(({ notice }) => notice),
    { clock, signal, warn },
  )
  const mailed = new Set(mails.map(({ edition }) => edition))
  return {
    issue,
    problems: gathered.report.findings,
    editions: [
      ...gathered.editions.filter(({ id }) => mailed.has(id)).map(({ id, language }) => ({ id, language })),
      ...(mailed.has('report') ? [{ id: 'report', language: 'en' }] : []),
    ],
    editors: editors.length,
    notices,
  }
}
