import type { Account } from './account.ts'
import { type Rejection, rejectEmail } from './email-rules.ts'
import { type Answer, apiError, json } from './envelope.ts'
import { bareAddress, type KeptEmail, listOf } from './mailbox.ts'
import { type Outcome, outcomeOfTestInbox } from './outcomes.ts'

// 40 MB is the documented limit of one e-mail; of a whole batch no limit is documented.
const mostBytes = 40_000_000

/** `POST /emails/batch`, inside a transaction. */
export function sendBatch(body: Buffer, permissive: boolean, account: Account): Answer {
  const emails = parse(body)
  if (!Array.isArray(emails)) return apiError(422, 'validation_error', 'Request body must be an array.')
  if (emails.length === 0) return apiError(422, 'validation_error', 'The batch must contain at least one email.')
  if (emails.length > 100) return apiError(422, 'validation_error', 'Batch size cannot exceed 100 emails.')
  const rules = rulesOf(account)
  const rejected = emails.map((email) => rejectEmail(email, { ...rules, inBatch: true }))
  const first = rejected.find((rejection) => rejection !== undefined)
  if (first && !permissive) return refuse(first)
  const valid = emails.filter((_, index) => rejected[index] === undefined) as KeptEmail[]
  const refusal = refuseAccount(valid, account)
  if (refusal) return refusal
  const data = acceptAll(valid, account)
  const errors = rejected.flatMap((rejection, index) => (rejection ? [{ index, message: rejection.message }] : []))
  return json(200, permissive ? { data, errors } : { data })
}

/** `POST /emails`, inside a transaction. */
export function sendOne(body: Buffer, account: Account): Answer {
  const email = parse(body)
  const rejection = rejectEmail(email, { ...rulesOf(account), inBatch: false })
  if (rejection) return refuse(rejection)
  const valid = email as KeptEmail
  return refuseAccount([valid], account) ?? json(200, acceptAll([valid], account)[0])
}

function rulesOf({ options, clock }: Account): { refuseReservedDomains: boolean; now: number } {
  return { refuseReservedDomains: options.refuseReservedDomains ?? false, now: clock.now() }
}

function refuseAccount(emails: KeptEmail[], { options, domains, quota, clock }: Account): Answer | undefined {
  const froms = options.refuseUnverifiedDomains ? new Set(emails.map(({ from }) => bareAddress(from))) : []
  const stranger = [...froms].find((address) => !domains.maySend(address))
  if (stranger) {
    const domain = stranger.slice(stranger.lastIndexOf('@') + 1)
    return apiError(403, 'validation_error', `The ${domain} domain is not verified.`)
  }
  return quota.refuse(countRecipients(emails), clock.now())
}

function countRecipients(emails: KeptEmail[]): number {
  return emails.reduce((sum, { to, cc, bcc }) => sum + listOf(to).length + listOf(cc).length + listOf(bcc).length, 0)
}

function acceptAll(emails: KeptEmail[], account: Account): { id: string }[] {
  const { quota, clock } = account
  const now = clock.now()
  // One by one only where one of them may be the first that is over it.
  if (!quota.limits.failsLater) {
    quota.use(countRecipients(emails), now)
    return emails.map((email) => ({ id: accept(email, account, now, undefined) }))
  }
  return emails.map((email) => {
    const failure = quota.exceeded(now) ? ('failed:reached_daily_quota' as const) : undefined
    if (!failure) quota.use(countRecipients([email]), now)
    return { id: accept(email, account, now, failure) }
  })
}

function accept(email: KeptEmail, account: Account, now: number, failure: Outcome | undefined): string {
  const { mailbox, suppressions } = account
  const outcome = failure ?? outcomeOf(email, account)
  const accepted = mailbox.accept(email, now, outcome)
  const origin = outcome === 'bounced' ? 'bounce' : outcome === 'complained' ? 'complaint' : undefined
  for (const address of origin ? listOf(email.to).map(bareAddress) : []) {
    // The test inboxes can be used again and again.
    if (origin && !address.endsWith('@resend.dev')) suppressions.add(address, origin, accepted.id, now)
  }
  return accepted.id
}

function outcomeOf(email: KeptEmail, { options, suppressions }: Account): Outcome {
  const [address = ''] = listOf(email.to).map(bareAddress)
  if (suppressions.find(address)) return 'suppressed'
  return outcomeOfTestInbox(address) ?? options.outcome?.(email) ?? 'delivered'
}

function refuse({ name, message }: Rejection): Answer {
  return apiError(422, name, message)
}

function parse(body: Buffer): unknown {
  if (body.length > mostBytes) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
