import type { Config } from '../config.ts'
import type { Problem } from '../problem/problem.ts'
import { localDay } from './approval/local-day.ts'
import type { AudiencePlan } from './audience-plan.ts'
import { legalExpired, requireApproval } from './issue-approval.ts'
import { isRehearsal } from './origin.ts'
import type { PreparedIssue } from './prepare-issue.ts'
import { audienceDrifted } from './schedule/problems.ts'
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

/**
 * Before a freeze that mails real people, or that the schedule makes: everybody approved who has to, on exactly this
 * content, no legal information is out of date today, and the list is about the one that was approved. A rehearsal by hand
 * passes: it reaches nobody.
 *
 * @returns what stops it, and how many people the approval counted.
 * @throws Problem approval_missing, audience_drifted
 */
export async function passGate(
  config: Config,
  prepared: PreparedIssue,
  { list, plan, wave, options }: AtGate,
): Promise<{ problems: Problem[]; approvedFor?: number }> {
  const reaches = prepared.provider === 'resend' && !isRehearsal(config)
  if (!reaches && !options.schedule) return { problems: [] }
  const { given } = await requireApproval(prepared, list)
  const now = (options.clock ?? wallClock).now()
  const problems = legalExpired(prepared, localDay(now, prepared.newsletter.timezone))
  const approvedFor = given.at(-1)?.candidates ?? undefined
  const { candidates } = plan
  // A second wave is for those who were counted and not reached; how many that is, nobody was asked.
  const drifted = approvedFor !== undefined && Math.abs(candidates - approvedFor) > driftMost * approvedFor
  if (drifted && !wave) throw audienceDrifted({ issue: prepared.issue.id, approvedFor, candidates })
  return { problems, approvedFor }
}
