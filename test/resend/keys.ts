import type { IncomingHttpHeaders } from 'node:http'
import { type Answer, apiError } from './envelope.ts'
import type { Store } from './store.ts'

/** Keys of one team: they share its rate limit, quota and idempotency keys. */
export const keys = {
  full: 're_test_full_access',
  sending: 're_test_sending_access',
  revoked: 're_test_revoked',
  suspended: 're_test_suspended',
} as const

export type KeyState = keyof typeof keys

/** The state of each key: the one it is named for, until a test changes it. */
export class ApiKeys {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  set(key: KeyState, state: KeyState): void {
    this.#store.set(`key ${key}`, state)
  }

  /** The refusal an API key or a missing user agent meets; undefined lets the request through. */
  refuse(headers: IncomingHttpHeaders, sends: boolean): Answer | undefined {
    // The API's front answers this in plain text, without the envelope.
    if (!headers['user-agent']) {
      return { status: 403, headers: { 'content-type': 'text/plain' }, body: 'error code: 1010' }
    }
    const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1]
    if (!given) return apiError(401, 'missing_api_key', 'Missing API key in the authorization header.')
    const name = (Object.keys(keys) as KeyState[]).find((one) => keys[one] === given)
    const state = name && this.#store.setting<KeyState>(`key ${name}`, name)
    if (state === 'full' || (state === 'sending' && sends)) return undefined
    if (state === 'sending') {
      return apiError(401, 'restricted_api_key', 'This API key is restricted to only send emails.')
    }
    // In no documentation, but in what others' code handles.
    if (state === 'suspended') return apiError(403, 'suspended_api_key', 'This API key is suspended.')
    return apiError(403, 'invalid_api_key', 'API key is invalid.')
  }
}
