import { type Answer, apiError } from './envelope.ts'

/** `limit`, `after` and `before` of a listing. https://resend.com/docs/api-reference/pagination */
export function readPaging(
  query: URLSearchParams,
): { limit: number; after?: string; before?: string } | { refusal: Answer } {
  const given = query.get('limit') ?? '20'
  const limit = Number(given)
  const after = query.get('after') ?? undefined
  const before = query.get('before') ?? undefined
  const invalid = (message: string) => ({ refusal: apiError(422, 'validation_error', message) })
  if (!/^\d+$/.test(given) || limit < 1 || limit > 100) return invalid('The `limit` must be between 1 and 100.')
  if (after !== undefined && before !== undefined) return invalid('Use either `after` or `before`, not both.')
  return { limit, after, before }
}

/** A page of a list that is short enough to be held whole, newest first. */
export function pageOf<T extends { id: string }>(
  all: T[],
  query: URLSearchParams,
): { page: T[]; more: boolean } | { refusal: Answer } {
  const paging = readPaging(query)
  if ('refusal' in paging) return paging
  const { limit, after, before } = paging
  const cursor = after ?? before
  const place = all.findIndex(({ id }) => id === cursor)
  if (cursor !== undefined && place === -1) {
    return { refusal: apiError(422, 'validation_error', 'The pagination cursor is not known.') }
  }
  if (before !== undefined) return { page: all.slice(Math.max(0, place - limit), place), more: place > limit }
  const rest = all.slice(place + 1)
  return { page: rest.slice(0, limit), more: rest.length > limit }
}

export function refuseId(id: string): Answer | undefined {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return apiError(422, 'validation_error', 'The `id` must be a valid UUID.')
}

export function notFound(what: string): Answer {
  return apiError(404, 'not_found', `${what} not found`)
}

/** `2023-04-03 22:13:42.674+00`, as the API writes times in its answers; webhooks have ISO 8601. */
export function postgresTime(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '+00')
}
