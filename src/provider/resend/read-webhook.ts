import type { ReadWebhook } from '../../delivery/provider.ts'
import { webhookSecretInvalid } from '../problems.ts'
import { readEvent } from './read-event.ts'
import { ResendClient } from './resend-client.ts'
import { readWebhookSecrets } from './webhook-secrets.ts'

/**
 * Called before anything is served, so that a secret which no webhook can match is not found out by silence.
 *
 * @throws Problem `webhook_secret_invalid`
 */
export function checkWebhookSecret(given: string): void {
  if (!readWebhookSecrets(given)) throw webhookSecretInvalid()
}

// The SDK wants a key also where none is used.
const sdk = new ResendClient({ apiKey: 're_none', baseUrl: 'https://api.resend.com', timeoutMs: 1 })

/**
 * Believe a webhook or not: the signature over the raw body, by the SDK (Svix, five minutes of tolerance), then what it
 * says, without anything that names a person. `headers` have lower-case names. Never throws.
 */
export function readWebhook(payload: string, headers: Record<string, string>, secret: string): ReadWebhook {
  const id = headers['svix-id'] ?? ''
  const timestamp = headers['svix-timestamp'] ?? ''
  const signature = headers['svix-signature'] ?? ''
  if (id === '' || timestamp === '' || signature === '') return refused('headers are missing')
  // The signed text is id.timestamp.body: with a dot in the id, the same signature would also fit other parts of it.
  if (!/^[\w-]{1,200}$/.test(id) || !/^\d{1,11}$/.test(timestamp)) return refused('headers are malformed')
  const secrets = readWebhookSecrets(secret)
  if (!secrets) return refused('no usable secret')

  let reason = 'the signature does not match'
  for (const webhookSecret of secrets) {
    try {
      const said: unknown = sdk.webhooks.verify({ payload, headers: { id, timestamp, signature }, webhookSecret })
      const event = readEvent(said, id, Number(timestamp) * 1000)
      return event ? { kind: 'event', event } : refused('the body is no event')
    } catch (error) {
      if (error instanceof SyntaxError) return refused('the body is no event')
      if (error instanceof Error && /too (old|new)/.test(error.message)) reason = 'the timestamp is too old or too new'
    }
  }
  return refused(reason)
}

function refused(reason: string): ReadWebhook {
  return { kind: 'refused', reason }
}
