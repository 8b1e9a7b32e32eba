import { randomUUID } from 'node:crypto'
import { type Rejection, rejectEmail } from './email-rules.ts'
import { type Answer, apiError, json } from './envelope.ts'
import type { Quota } from './limits.ts'
import type { Mailbox } from './mailbox.ts'

export interface Sending {
  mailbox: Mailbox
  quota: Quota
  refuseReservedDomains: boolean
  now: number
}

const mostBytes = 40_000_000

export function sendBatch(body: Buffer, permissive: boolean, sending: Sending): Answer {
  const emails = parse(body)
  if (!Array.isArray(emails)) return apiError(422, 'validation_error', 'Request body must be an array.')
  if (emails.length === 0) return apiError(422, 'validation_error', 'The batch must contain at least one email.')
  if (emails.length > 100) return apiError(422, 'validation_error', 'Batch size cannot exceed 100 emails.')
  const rejected = emails.map((email) => rejectEmail(email, { ...sending, inBatch: true }))
  const first = rejected.find((rejection) => rejection !== undefined)
  if (first && !permissive) return refuse(first)
  const valid = emails.filter((_, index) => rejected[index] === undefined)
  const refusal = sending.quota.refuse(valid.length)
  if (refusal) return refusal
  const data = valid.map((email) => accept(email, sending))
  const errors = rejected.flatMap((rejection, index) => (rejection ? [{ index, message: rejection.message }] : []))
  return json(200, permissive ? { data, errors } : { data })
}

export function sendOne(body: Buffer, sending: Sending): Answer {
  const email = parse(body)
  const rejection = rejectEmail(email, { ...sending, inBatch: false })
  if (rejection) return refuse(rejection)
  return sending.quota.refuse(1) ?? json(200, accept(email, sending))
}

function accept(email: unknown, { mailbox, quota, now }: Sending): { id: string } {
  quota.used += 1
  return mailbox.accept(email, randomUUID(), now)
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
