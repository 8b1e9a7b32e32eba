import type { Account } from './account.ts'
import { addressesOf, addressFault } from './address-rules.ts'
import { type Answer, apiError, json } from './envelope.ts'
import { notFound, pageOf, postgresTime } from './paging.ts'
import type { Suppression } from './suppressions.ts'

const object = 'suppression'

/** `GET /suppressions`, by `origin` if asked. */
export function listSuppressions(query: URLSearchParams, { suppressions }: Account): Answer {
  const origin = query.get('origin')
  if (origin !== null && !['bounce', 'complaint', 'manual'].includes(origin)) return invalid('Invalid `origin`.')
  const paged = pageOf(suppressions.list(origin), query)
  if ('refusal' in paged) return paged.refusal
  return json(200, { object: 'list', has_more: paged.more, data: paged.page.map(shown) })
}

/** `GET /suppressions/:idOrEmail` */
export function getSuppression(idOrEmail: string, { suppressions }: Account): Answer {
  const found = suppressions.find(idOrEmail)
  return found ? json(200, { object, ...shown(found) }) : notFound('Suppression')
}

/** `DELETE /suppressions/:idOrEmail` */
export function removeSuppression(idOrEmail: string, { suppressions }: Account): Answer {
  const found = suppressions.find(idOrEmail)
  if (!found) return notFound('Suppression')
  suppressions.remove(found)
  return json(200, { object, id: found.id, deleted: true })
}

/** `POST /suppressions` */
export function addSuppression(body: Buffer, account: Account): Answer {
  const email = field(body, 'email')
  if (typeof email !== 'string' || addressFault(email, { refuseReservedDomains: false }))
    return invalid('Invalid `email`.')
  return json(201, { object, id: account.suppressions.add(email, 'manual', null, account.clock.now()).id })
}

/** `POST /suppressions/batch/add` */
export function addSuppressions(body: Buffer, { suppressions, clock }: Account): Answer {
  const emails = upToHundred(field(body, 'emails'))
  if (!emails?.every((email) => !addressFault(email, { refuseReservedDomains: false })))
    return invalid('Invalid `emails`.')
  const data = emails.map((email) => ({ object, id: suppressions.add(email, 'manual', null, clock.now()).id }))
  return json(201, { data })
}

/** `POST /suppressions/batch/remove` */
export function removeSuppressions(body: Buffer, { suppressions }: Account): Answer {
  const emails = field(body, 'emails')
  const ids = field(body, 'ids')
  const names = upToHundred(emails ?? ids)
  if (!names || (emails !== undefined && ids !== undefined)) return invalid('Provide either `emails` or `ids`.')
  const found = names.flatMap((name) => suppressions.find(name) ?? [])
  for (const suppression of found) suppressions.remove(suppression)
  return json(200, { data: found.map(({ id }) => ({ object, id, deleted: true })) })
}

function shown({ id, email, origin, source_id, at }: Suppression): Record<string, unknown> {
  return { id, email, origin, source_id, created_at: postgresTime(at) }
}

function field(body: Buffer, name: string): unknown {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, name) : undefined
  } catch {
    return undefined
  }
}

function upToHundred(value: unknown): string[] | undefined {
  const list = Array.isArray(value) ? addressesOf(value) : undefined
  return list && list.length >= 1 && list.length <= 100 ? list : undefined
}

function invalid(message: string): Answer {
  return apiError(422, 'validation_error', message)
}
