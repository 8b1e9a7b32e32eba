type Meaning = 'message' | 'account' | 'protocol' | 'later'

const message = 'message'
const account = 'account'

/**
 * What each error of Resend means, by `status name` (https://resend.com/docs/api-reference/errors). A pair that is not here
 * is no definitive answer, however much it looks like one. The From is the same in every e-mail of an issue, so a refused
 * From is the account's fault: splitting the batch would fail every reader in turn.
 */
const meanings = new Map<string, Meaning>([
  ['400 invalid_idempotency_key', 'protocol'],
  ['409 invalid_idempotent_request', 'protocol'],
  ['409 concurrent_idempotent_requests', 'later'],
  ['429 rate_limit_exceeded', 'later'],

  ['400 validation_error', message],
  ['422 validation_error', message],
  ['422 missing_required_field', message],
  ['422 invalid_parameter', message],
  ['422 invalid_attachment', message],
  ['422 invalid_to_address', message],

  ['422 invalid_from_address', account],
  ['422 invalid_access', account],
  ['422 invalid_region', account],
  ['401 missing_api_key', account],
  ['401 restricted_api_key', account],
  ['401 invalid_api_key', account],
  ['403 invalid_api_key', account],
  ['403 suspended_api_key', account],
  ['403 validation_error', account],
  ['403 invalid_from_address', account],
  ['403 invalid_access', account],
  ['404 not_found', account],
  ['405 method_not_allowed', account],
  ['429 daily_quota_exceeded', account],
  ['429 monthly_quota_exceeded', account],
  ['451 security_error', account],
])

export function meaningOf(status: number, error: string): Meaning | undefined {
  return meanings.get(`${status} ${error}`)
}
