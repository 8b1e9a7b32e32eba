import type { Provider } from '../../delivery/provider.ts'
import { keyFault } from '../key-fault.ts'
import { readOutcome } from './read-outcome.ts'
import { readApiKey, readBaseUrl } from './read-settings.ts'
import { readWebhook } from './read-webhook.ts'
import { ResendClient } from './resend-client.ts'
import { createResendReader } from './resend-reader.ts'

interface ResendProviderOptions {
  apiKey: string
  /** A second key, with full access: the one that sends should not be able to read. Without it nothing can be reconciled. */
  readKey?: string
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
  const { readKey } = options
  const baseUrl = readBaseUrl(options.baseUrl)
  const client = new ResendClient({ apiKey: readApiKey(options.apiKey, 'RESEND_API_KEY'), baseUrl, timeoutMs })
  const reader = readKey === undefined ? undefined : createResendReader({ readKey, baseUrl, now })
  return {
    name: 'resend',
    capabilities: { idempotencyWindowMs: day, atomicBatch: true, canReconcile: reader !== undefined, webhooks: true },
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
    ...(reader && { reader }),
    readWebhook,
    async close() {},
  }
}
