import type { IncomingHttpHeaders } from 'node:http'
import { type Answer, apiError } from './envelope.ts'

/** Keys of one team: they share its rate limit, quota and idempotency keys. */
export const keys = {
  full: 're_test_full_access',
  sending: 're_test_sending_access',
  revoked: 're_test_revoked',
} as const

/** The refusal an API key or a missing user agent meets; undefined lets the request through. */
export function refuseCaller(headers: IncomingHttpHeaders, sends: boolean): Answer | undefined {
  // The API's front answers this in plain text, without the envelope.
  if (!headers['user-agent']) {
    return { status: 403, headers: { 'content-type': 'text/plain' }, body: 'error code: 1010' }
  }
  const key = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
  if (!key) return apiError(401, 'missing_api_key', 'Missing API key in the authorization header.')
  if (key === keys.sending && !sends) {
    return apiError(401, 'restricted_api_key', 'This API key is restricted to only send emails.')
  }
  if (key === keys.full || key === keys.sending) return undefined
  return apiError(403, 'invalid_api_key', 'API key is invalid.')
}
