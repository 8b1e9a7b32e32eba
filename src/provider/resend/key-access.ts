import { readApiKey, readBaseUrl } from './read-settings.ts'
import { ResendClient } from './resend-client.ts'

/**
 * What a key may do at Resend. `sending`: nothing but send, which is what a sending key should be; `refused`: Resend does
 * not know it, or suspended it (`error` is Resend's word for it).
 */
export type KeyAccess =
  | { kind: 'full' | 'sending' }
  | { kind: 'refused'; error: string }
  | { kind: 'failed'; why: string }

interface KeyAccessOptions {
  apiKey: string
  baseUrl?: string
  timeoutMs: number
}

/**
 * Find out what a key may do by a question that changes nothing. Nothing a network does is thrown.
 *
 * @throws Problem `resend_key_invalid`, `resend_base_url_invalid`
 */
export async function askKeyAccess({ apiKey, baseUrl, timeoutMs }: KeyAccessOptions): Promise<KeyAccess> {
  const client = new ResendClient({
    apiKey: readApiKey(apiKey, 'RESEND_API_KEY'),
    baseUrl: readBaseUrl(baseUrl),
    timeoutMs,
  })
  const answer = await client.domains.list({ limit: 1 })
  const { status, reached } = client.exchangeOf(answer)
  if (status === null) return { kind: 'failed', why: reached ? 'Resend did not answer' : 'Resend could not be reached' }
  if (answer.error === null) return { kind: 'full' }
  // Compared as text: the SDK's list of names lags behind.
  const name: string = answer.error.name
  if (name === 'restricted_api_key') return { kind: 'sending' }
  const isKey = status === 401 || status === 403 || /api_key/.test(name)
  if (isKey) return { kind: 'refused', error: /^[a-z_]{1,60}$/.test(name) ? name : String(status) }
  return { kind: 'failed', why: `Resend answered ${status}` }
}
