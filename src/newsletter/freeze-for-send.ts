import { randomUUID } from 'node:crypto'
import type { Among } from '../audience/among.ts'
import type { Config } from '../config.ts'
import type { FrozenIssue } from '../delivery/ledger.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { hasErrors } from '../problem/report.ts'
import { type AudiencePlan, planAudience } from './audience-plan.ts'
import { clearForFreeze } from './consent/clear-for-freeze.ts'
import { audienceOf } from './correction/audience-of.ts'
import { freezeIssue } from './freeze-issue.ts'
import { endpointOf, openProvider } from './open-provider.ts'
import { resolveOrigin } from './origin.ts'
import { passGate } from './pass-gate.ts'
import { type Pace, planPace } from './plan-pace.ts'
import { type PreparedIssue, prepareIssue } from './prepare-issue.ts'
import { confirmationNeeded, listEmpty, nobodyToMail, starterUnwritten, starterWords } from './problems.ts'
import { refuseSampleSettings } from './real-settings.ts'
import { refuseSent } from './refuse-sent.ts'
import type { SecondWave } from './second-wave.ts'
import type { SendResult } from './send-issue.ts'
import { type SendOptions, wallClock } from './send-options.ts'
import type { List } from './workspace.ts'

interface Planned {
  origin: string
  /** Words of the starter are still in it. */
  unwritten: boolean
  /** Absent when an error stops the issue; the problems have been reported. */
  prepared?: PreparedIssue
  plan?: AudiencePlan
  /** Whom it is for, where that is not the whole list. */
  among?: Among
}

/** Show who would get what; changes nothing. */
export async function planIssue(
  config: Config,
  issue: string,
  list: List,
  options: SendOptions,
  wave?: SecondWave,
): Promise<SendResult> {
  const { plan, prepared } = await prepareAndPlan(config, issue, list, options, wave)
  if (!plan || !prepared) return { kind: 'unready', issue }
  const pace = await paceOf(config, prepared, plan.readers, list, (options.clock ?? wallClock).now())
  return { kind: 'planned', issue, plan, pace }
}

/** How long it would take, by the cap of newsletter.yaml and, where somebody can be asked, the quota at the provider. */
async function paceOf(
  config: Config,
  { provider: name, newsletter }: PreparedIssue,
  readers: number,
  { ledger, vault }: List,
  now: number,
): Promise<Pace> {
  const accepted = await ledger.acceptedSince(now - 24 * 60 * 60 * 1000)
  const acceptedToday = accepted.reduce((sum, { count }) => sum + count, 0)
  const { dailyCap } = newsletter.delivery
  if (name !== 'resend') return planPace({ readers, dailyCap, acceptedToday, now })
  if (!config.resend.apiKey) {
    return planPace({ readers, dailyCap, acceptedToday, quotaUnread: 'there is no RESEND_API_KEY', now })
  }
  const provider = await openProvider(name, config, vault)
  try {
    const quota = await provider.reader?.quota()
    return planPace({
      ...{ readers, dailyCap, acceptedToday, now },
      ...(quota?.kind === 'read' && { quota: quota.value }),
      ...(quota?.kind !== 'read' && { quotaUnread: quota?.reason ?? 'there is no RESEND_READ_KEY' }),
    })
  } finally {
    await provider.close()
  }
}

/**
 * Prepare an issue, ask where people would be mailed, and freeze it. Comes back with the frozen issue, or with the
 * reason why there is none.
 */
export async function freezeForSend(
  config: Config,
  issue: string,
  list: List,
  options: SendOptions,
  wave?: SecondWave,
): Promise<FrozenIssue | SendResult> {
  const { origin, unwritten, prepared, plan, among } = await prepareAndPlan(config, issue, list, options, wave)
  if (!prepared || !plan) return { kind: 'unready', issue }
  if (plan.candidates === 0) throw listEmpty()
  if (plan.readers === 0) throw nobodyToMail({ issue, waiting: plan.waiting.map(({ language }) => language) })
  const { provider } = prepared
  const { delivery } = prepared.newsletter
  if (provider === 'resend') {
    refuseSampleSettings(config, prepared, origin)
    if (unwritten) throw starterUnwritten({ issue })
  }
  const { approvedFor, problems: stops } = await passGate(config, prepared, { list, plan, wave, options })
  if (stops.length > 0) {
    options.on?.problems?.(stops)
    return { kind: 'unready', issue }
  }
  if (provider === 'resend') {
    // Opened before anybody is asked or counted, to find a missing key, and an issue that went out from elsewhere.
    const opened = await openProvider(provider, config, list.vault)
    const { listId } = prepared.newsletter
    const now = (options.clock ?? wallClock).now()
    const meant = {
      issue: wave?.ledgerId ?? issue,
      follows: wave?.follows ?? null,
      listId,
      editions: plan.editions,
      now,
    }
    await refuseSent(config, meant, opened.reader, options.on?.warning)
    await opened.close()
    if (!options.schedule) {
      if (!options.confirm) throw confirmationNeeded({ readers: plan.readers })
      if (!(await options.confirm(plan))) return { kind: 'declined', issue }
    }
  }
  const { frozen, problems } = await freezeIssue({
    prepared,
    ledger: list.ledger,
    vault: list.vault,
    origin,
    endpoint: endpointOf(provider, config),
    clock: options.clock ?? wallClock,
    // Nobody is there to undo what goes into the outbox.
    undoDelayMs: options.now || provider === 'outbox' ? 0 : delivery.undoMinutes * 60_000,
    // Only a person who was asked can be surprised.
    expected: provider === 'resend' || approvedFor !== undefined ? plan.candidates : undefined,
    receipt: randomUUID(),
    dailyCap: delivery.dailyCap,
    trackingOff: delivery.trackingOff,
    scope: { ledgerId: wave?.ledgerId, follows: wave?.follows, among, dueAt: options.schedule?.dueAt },
    clear: (ledgerId) => clearForFreeze(prepared, list, ledgerId, (options.clock ?? wallClock).now()),
    onProgress: options.on?.freezing,
  })
  if (frozen) return frozen
  options.on?.problems?.(problems)
  return { kind: 'unready', issue }
}

async function prepareAndPlan(
  config: Config,
  issue: string,
  list: List,
  options: SendOptions,
  wave: SecondWave | undefined,
): Promise<Planned> {
  // The origin depends on the provider, which stands in newsletter.yaml.
  const { newsletter } = await readNewsletter(config.issuesFolder)
  const origin = resolveOrigin(config, config.providerOverride ?? newsletter?.provider ?? 'outbox')
  const { prepared, problems } = await prepareIssue(config, origin, issue)
  options.on?.problems?.(problems)
  const unwritten = problems.some(({ code }) => code === starterWords.code)
  if (!prepared || hasErrors(problems)) return { origin, unwritten }
  const among = wave?.among ?? (await audienceOf(prepared, list.ledger))
  const plan = await planAudience(prepared, list.audience, (options.clock ?? wallClock).now(), among)
  options.on?.problems?.(plan.problems)
  return hasErrors(plan.problems) ? { origin, unwritten } : { origin, unwritten, prepared, plan, among }
}
