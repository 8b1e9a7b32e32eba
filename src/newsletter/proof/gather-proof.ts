import type { Config } from '../../config.ts'
import type { Edition } from '../../edition/edition.ts'
import { readBrand } from '../../edition/read-brand.ts'
import type { Newsletter } from '../../issue/newsletter.ts'
import { Problem } from '../../problem/problem.ts'
import { distinctProblems, hasErrors } from '../../problem/report.ts'
import { localDay } from '../approval/local-day.ts'
import { type AudiencePlan, planAudience } from '../audience-plan.ts'
import { audienceOf } from '../correction/audience-of.ts'
import { inspectBuild } from '../inspect-build.ts'
import { legalExpired, readApproval } from '../issue-approval.ts'
import { isRehearsal } from '../origin.ts'
import { picturesOf } from '../pictures-of.ts'
import { type PreparedIssue, prepareIssue } from '../prepare-issue.ts'
import type { List } from '../workspace.ts'
import { nextDueOf } from './next-due.ts'
import { plainLook } from './plain-look.ts'
import type { ProofReport, Reach } from './proof-report.ts'
import type { ReportLook } from './report-html.ts'

/** What of an issue goes to the editors. */
export interface GatheredProof {
  report: ProofReport
  look: ReportLook
  /** To be mailed; none when the issue cannot be rendered. */
  editions: Edition[]
  /** The line an inbox shows after the subject, by language, as written. */
  preheaders: ReadonlyMap<string, string>
  /** Every picture they may show. */
  pictures: { name: string; bytes: Uint8Array }[]
  /** The personal stories they tell. */
  tellings: PreparedIssue['tellings']
}

export interface ProofRequest {
  /** The issue's folder. */
  issue: string
  newsletter: Newsletter
  origin: string
  /** Every edition of today's audience instead of one a language with every block. */
  all: boolean
  /** The schedule's word on when it goes out, epoch milliseconds; worked out when absent. */
  dueAt?: number
  /** Epoch milliseconds. */
  now: number
}

/** Check an issue, render what editors read of it, and look up whom it would reach and who approved it. Changes nothing. */
export async function gatherProof(config: Config, list: List, request: ProofRequest): Promise<GatheredProof> {
  const { issue, newsletter, origin, dueAt } = request
  const { prepared, problems } = await prepareIssue(config, origin, issue, { despiteErrors: true })
  // Somebody took their story back: not even those who work on it are mailed it again.
  const withdrawn = prepared && (await tellsWithdrawn(list, prepared))
  const rendered = prepared && !withdrawn ? await render(config, prepared, list, request) : undefined
  const due = dueAt ?? (prepared && nextDueOf(prepared.issue.meta, newsletter, request.now))
  const findings = distinctProblems([...problems, ...(rendered?.problems ?? [])])
  const report: ProofReport = {
    issue,
    findings,
    skipped: withdrawn
      ? ['It tells a story that was withdrawn, so it was not rendered.']
      : rendered?.plan
        ? []
        : ['Whom it would reach was not looked at: that needs the errors mended.'],
    ...(rendered?.plan && { reach: reachOf(rendered.plan) }),
    ...(prepared && rendered?.plan && !hasErrors(findings) && { approval: await readApproval(config, list, prepared) }),
    ...(config.publicUrl !== undefined && { approveAt: `${origin}/approve/${encodeURIComponent(issue)}` }),
    ...(due !== undefined && { dueAt: due }),
    zone: newsletter.schedule?.timezone ?? newsletter.timezone,
  }
  return {
    report,
    look: prepared?.brand ?? (await readBrand(config.templatesFolder)).brand ?? plainLook,
    editions: rendered?.editions ?? [],
    preheaders: new Map(prepared?.documents.map(({ language, meta }) => [language, meta.preheader])),
    pictures: prepared && rendered?.editions.length ? picturesOf(prepared) : [],
    tellings: rendered ? (prepared?.tellings ?? []) : [],
  }
}

async function tellsWithdrawn({ stories }: List, { tellings }: PreparedIssue): Promise<boolean> {
  for (const id of new Set(tellings.map(({ record }) => record))) {
    if ((await stories.find(id))?.kind === 'withdrawn') return true
  }
  return false
}

/** As far as it can be rendered: what stops it is among the problems. */
async function render(
  config: Config,
  prepared: PreparedIssue,
  { audience, ledger }: List,
  { all, now, dueAt, newsletter }: ProofRequest,
): Promise<{ editions: Edition[]; plan?: AudiencePlan; problems: Problem[] }> {
  const editions: Edition[] = []
  const problems: Problem[] = []
  try {
    if (!all) editions.push(...(await prepared.renderLabelled()))
    // Labels are no part of what readers get, so what is found in labelled editions is not reported.
    const whole = await prepared.render()
    problems.push(...whole.flatMap((edition) => edition.problems), ...(await inspectBuild(config, prepared, whole)))
    const plan = await planAudience(prepared, audience, now, await audienceOf(prepared, ledger))
    problems.push(...plan.problems)
    const isReal = prepared.provider === 'resend' && !isRehearsal(config)
    const day = localDay(dueAt ?? now, newsletter.timezone)
    if (isReal || dueAt !== undefined) problems.push(...legalExpired(prepared, day))
    if (all) editions.push(...plan.editions)
    return { editions, plan, problems }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { editions, problems: [...problems, error] }
  }
}

function reachOf({ readers, editions, waiting }: AudiencePlan): Reach {
  return {
    readers,
    editions: editions.map(({ id, language, segments, groupings }) => ({
      id,
      language,
      segments,
      readers: groupings.reduce((sum, grouping) => sum + (grouping.readers ?? 0), 0),
    })),
    waiting,
  }
}
