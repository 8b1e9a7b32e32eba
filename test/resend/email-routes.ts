import type { Account } from './account.ts'
import { type Answer, apiError, json } from './envelope.ts'
import { eventsOf } from './events.ts'
import { type AcceptedEmail, listOf, messageIdOf } from './mailbox.ts'
import { notFound, postgresTime, readPaging, refuseId } from './paging.ts'

const retention = 30 * 24 * 60 * 60 * 1000

/** `GET /emails`: newest first, no tags, nothing older than 30 days, nothing younger than the listing's delay. */
export function listEmails(query: URLSearchParams, account: Account): Answer {
  const { mailbox, options, clock } = account
  const paging = readPaging(query)
  if ('refusal' in paging) return paging.refusal
  const place = (id: string | undefined) => (id === undefined ? undefined : mailbox.find(id)?.seq)
  const older = place(paging.after)
  const newer = place(paging.before)
  if ((paging.after && !older) || (paging.before && !newer)) {
    return apiError(422, 'validation_error', 'The pagination cursor is not an email of this account.')
  }
  const now = clock.now()
  const within = { from: now - retention, until: now - (options.listingDelayMs ?? 0) }
  // One more than asked for shows whether there are more.
  const found = mailbox.page(within, paging.limit + 1, { older, newer })
  const more = found.length > paging.limit
  const page = newer === undefined ? found.slice(0, paging.limit) : found.slice(more ? 1 : 0)
  return json(200, { object: 'list', has_more: more, data: page.map((email) => seenInList(email, now)) })
}

/** `GET /emails/:id`, with tags. Bodies are not kept: html and text are null. */
export function getEmail(id: string, { mailbox, clock }: Account): Answer {
  const refusal = refuseId(id)
  if (refusal) return refusal
  const found = mailbox.find(id)
  const now = clock.now()
  if (!found || found.at < now - retention) return notFound('Email')
  const { email } = found
  return json(200, {
    object: 'email',
    ...seenInList(found, now),
    html: null,
    text: null,
    cc: listOf(email.cc),
    bcc: listOf(email.bcc),
    reply_to: listOf(email.reply_to),
    tags: email.tags ?? [],
  })
}

function seenInList(accepted: AcceptedEmail, now: number): Record<string, unknown> {
  const { id, at, email } = accepted
  const nullable = (value: string | string[] | undefined) => (value === undefined ? null : listOf(value))
  const last = eventsOf(accepted).findLast((event) => event.at <= now)
  return {
    id,
    message_id: messageIdOf(id),
    to: listOf(email.to),
    from: email.from,
    created_at: postgresTime(at),
    subject: email.subject,
    cc: nullable(email.cc),
    bcc: nullable(email.bcc),
    reply_to: nullable(email.reply_to),
    last_event: last?.type.replace('email.', '') ?? 'queued',
    scheduled_at: email.scheduled_at ?? null,
  }
}
