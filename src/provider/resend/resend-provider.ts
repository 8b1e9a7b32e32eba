import type { Provider } from '../../delivery/provider.ts'
import { keyFault } from '../key-fault.ts'
import { resendAddressInvalid, resendKeyInvalid } from '../problems.ts'
import { readOutcome } from './read-outcome.ts'
import { ResendClient } from './resend-client.ts'

interface ResendProviderOptions {
  apiKey: string
  /** Default https://api.resend.com. */
  baseUrl?: string
  /** The team's limit is not documented alike everywhere; 2 is the lowest figure, and enough (reference: 100 a request). */
  requestsPerSecond?: number
  timeoutMs?: number
  /** Epoch milliseconds, to read a `retry-after` that is a date. */
  now?: () => number
}

const day = 24 * 60 * 60 * 1000

/**
 * Carries batches to Resend. The bytes go as they are, under the key, as a strict batch: all of it or nothing.
 *
 * @throws Problem `resend_key_invalid`, `resend_base_url_invalid`
 */
export function createResendProvider(options: ResendProviderOptions): Provider {
  const { requestsPerSecond = 2, timeoutMs = 60_000, now = Date.now } = options
  const client = new ResendClient({
    apiKey: readApiKey(options.apiKey),
    baseUrl: readBaseUrl(options.baseUrl ?? 'https://api.resend.com'),
    timeoutMs,
  })
  return {
    name: 'resend',
    // Reconciling and webhooks are claimed once there is code for them here.
    capabilities: { idempotencyWindowMs: day, atomicBatch: true, canReconcile: false, webhooks: false },
    requestsPerSecond,
    async submit({ key, body, count, signal }) {
      const fault = keyFault(key)
      if (fault) {
        return { kind: 'refused', scope: 'protocol', status: 400, error: 'invalid_idempotency_key', message: fault }
      }
      const request = {
        body,
        idempotencyKey: key,
        headers: { 'content-type': 'application/json', 'x-batch-validation': 'strict' },
        signal,
      }
      const answer = await client.post('/emails/batch', undefined, request)
      return readOutcome(client.exchangeOf(answer), count, now())
    },
    async close() {},
  }
}

function readApiKey(given: string): string {
  const apiKey = given.trim()
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw resendKeyInvalid({ empty: apiKey === '' })
  return apiKey
}

function readBaseUrl(given: string): string {
  if (!URL.canParse(given.trim())) throw resendAddressInvalid({ reason: 'no_url' })
  const url = new URL(given.trim())
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw resendAddressInvalid({ reason: 'no_url' })
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol === 'http:' && !local) throw resendAddressInvalid({ reason: 'not_encrypted' })
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
