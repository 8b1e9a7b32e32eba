import type { Problem } from '../../problem/problem.ts'
import { localDay } from '../approval/local-day.ts'
import type { PreparedIssue } from '../prepare-issue.ts'
import type { ConsentList } from './consent-facts.ts'
import { consentUnverifiedRefused } from './problems.ts'
import { refuseTellings } from './refuse-tellings.ts'

/**
 * An issue whose consent nobody could look up goes nowhere.
 *
 * @throws Problem consent_unverified_refused
 */
export function requireVerified({ issue, consent, tellings }: PreparedIssue): void {
  if (consent !== 'unverified') return
  throw consentUnverifiedRefused({ issue: issue.id, records: [...new Set(tellings.map(({ record }) => record))] })
}

/**
 * Which stories of an issue may not be mailed today.
 *
 * @throws Problem consent_unverified_refused
 */
export async function refuseMailing(prepared: PreparedIssue, list: ConsentList, now: number): Promise<Problem[]> {
  requireVerified(prepared)
  const today = localDay(now, prepared.newsletter.timezone)
  const found = await refuseTellings(list, prepared.tellings, 'email', today)
  // What is only advice was given when the issue was checked.
  return found.filter(({ severity }) => severity === 'error')
}

/**
 * The last word before a freeze is completed: asks once more, and writes down which stories go out with the issue, so that
 * a withdrawal from then on finds it.
 *
 * @param ledgerId the issue's name in the ledger.
 * @returns what stops the freeze.
 */
export async function clearForFreeze(
  prepared: PreparedIssue,
  list: ConsentList,
  ledgerId: string,
  now: number,
): Promise<Problem[]> {
  await list.stories.dropUses(ledgerId, 'email')
  // Written down first: a withdrawal after it halts what is frozen, one before it is seen by the question.
  await noteTellings(prepared, list, ledgerId, now)
  return await refuseMailing(prepared, list, now)
}

/** Write down the stories of an issue under a name: as the ledger has it, or `proof/<issue>`. */
export async function noteTellings(
  { tellings }: Pick<PreparedIssue, 'tellings'>,
  { stories }: ConsentList,
  name: string,
  at: number,
): Promise<void> {
  await stories.noteUses(
    tellings.map(({ record, language, textHash, ownRenditions }) => ({
      ...{ story: record, issue: name, language, channel: 'email' as const },
      ...{ textHash, at, pictures: ownRenditions },
    })),
  )
}
