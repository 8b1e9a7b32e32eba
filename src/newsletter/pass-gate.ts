import type { Config } from '../config.ts'
import { Problem } from '../problem/problem.ts'
import { writeDay } from './approval/describe-approval.ts'
import { localDay } from './approval/local-day.ts'
import type { AudiencePlan } from './audience-plan.ts'
import { refuseMailing } from './consent/clear-for-freeze.ts'
import { legalExpired, requireApproval } from './issue-approval.ts'
import { isRehearsal } from './origin.ts'
import type { PreparedIssue } from './prepare-issue.ts'
import { audienceDrifted, cancelledSince } from './schedule/problems.ts'
import type { SecondWave } from './second-wave.ts'
import { type SendOptions, wallClock } from './send-options.ts'
import type { List } from './workspace.ts'

interface AtGate {
  list: List
  plan: AudiencePlan
  wave: SecondWave | undefined
  options: SendOptions
}

/** As the freeze holds it of a person's yes (DELIVERY.md, "Freeze"). */
const driftMost = 0.2

/** Where there are editors, a rehearsal says what the real send would. */
async function warnUnapproved(prepared: PreparedIssue, list: List, { on }: SendOptions): Promise<void> {
  if (!on?.warning || (await list.editors.list()).length === 0) return
  const refusal = await requireApproval(prepared, list).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof Problem) return error
      throw error
    },
  )
  if (refusal)
    on.warning(
      `${refusal.reason.replace(', so nobody was mailed', '')} Nobody real is mailed here; through Resend this would be refused.`,
    )
}

/**
 * Before a freeze: every story in it may be told today. Before one that mails real people, or that the schedule makes:
 * everybody approved who has to, on exactly this content, no person cancelled it since, no legal information is out of date
 * today, and the list is about the one that was approved. For the rest a rehearsal by hand passes: it reaches nobody.
 *
 * @returns what stops it, and how many people the approval counted.
 * @throws Problem consent_unverified_refused, approval_missing, cancelled_since_approved, audience_drifted
 */
export async function passGate(
  config: Config,
  prepared: PreparedIssue,
  { list, plan, wave, options }: AtGate,
): Promise<{ problems: Problem[]; approvedFor?: number }> {
  const now = (options.clock ?? wallClock).now()
  // A rehearsal too: it is the one place where nobody would notice that it only went well because nobody asked.
  const untold = await refuseMailing(prepared, list, now)
  if (untold.length > 0) return { problems: untold }
  const reaches = prepared.provider === 'resend' && !isRehearsal(config)
  if (!reaches && !options.schedule) {
    await warnUnapproved(prepared, list, options)
    return { problems: [] }
  }
  const { given } = await requireApproval(prepared, list)
  const { timezone } = prepared.newsletter
  const cancelledAt = options.schedule && (await list.occasions.cancelledAt(wave?.ledgerId ?? prepared.issue.id))
  if (cancelledAt !== undefined && !given.some(({ at }) => at > cancelledAt)) {
    throw cancelledSince({ issue: prepared.issue.id, at: writeDay(cancelledAt, timezone) })
  }
  const problems = legalExpired(prepared, localDay(now, timezone))
  const approvedFor = given.at(-1)?.candidates ?? undefined
  const { candidates } = plan
  // A second wave is for those who were counted and not reached; how many that is, nobody was asked.
  const drifted = approvedFor !== undefined && Math.abs(candidates - approvedFor) > driftMost * approvedFor
  if (drifted && !wave) throw audienceDrifted({ issue: prepared.issue.id, approvedFor, candidates })
  return { problems, approvedFor }
}
