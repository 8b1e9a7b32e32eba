import { resolve } from 'node:path'
import { readConfig } from '../../src/config.ts'
import type { ProviderEvent } from '../../src/delivery/report.ts'
import { openHome } from '../../src/newsletter/open-home.ts'
import { servePublic } from '../../src/web/serve.ts'
import { signEvent, webhookSecret } from '../../test/resend/webhooks.ts'

/** Where webhooks are handed in. */
export interface WebhookDoor {
  /** Hand in one that is to be believed; returns when it is answered. */
  deliver(event: ProviderEvent, now: number): Promise<void>
  /** Hand in one that is not; false if it was believed. */
  forge?(event: ProviderEvent, how: number): Promise<boolean>
  [Symbol.asyncDispose](): Promise<void>
}

/** Type and further data of each kind, as Resend writes them. */
const forms: Record<ProviderEvent['kind'], [type: string, data: object]> = {
  delivered: ['email.delivered', {}],
  delayed: ['email.delivery_delayed', {}],
  soft_bounced: ['email.bounced', { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'full' } }],
  bounced: ['email.bounced', { bounce: { type: 'Permanent', subType: 'General', message: 'unknown' } }],
  complained: ['email.complained', {}],
  failed: ['email.failed', { failed: { reason: 'reached_daily_quota' } }],
  suppressed: ['email.suppressed', { suppressed: { type: 'OnAccountSuppressionList', message: 'listed' } }],
  other: ['email.sent', {}],
}

function toBody({ kind, at, emailId, tags }: ProviderEvent): string {
  const [type, more] = forms[kind]
  const created_at = new Date(at).toISOString()
  return JSON.stringify({
    type,
    created_at,
    data: { email_id: emailId, created_at, to: ['reader@example.org'], tags, ...more },
  })
}

/** The public server of a workspace on a free port of this computer, over a store that lies in `folder`. */
export async function openHttpDoor(folder: string, key: Buffer): Promise<WebhookDoor> {
  const env = { WAYFORWARD_DATA: folder, WAYFORWARD_KEY: key.toString('base64'), RESEND_WEBHOOK_SECRET: webhookSecret }
  const home = await openHome(readConfig(env, resolve('.')), { warn: () => undefined })
  const server = await servePublic(home, { host: '127.0.0.1', port: 0, write: () => undefined })
  const post = async (body: string, id: string, timestamp: string, signature: string): Promise<number> => {
    const headers = {
      'content-type': 'application/json',
      ...{ 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': signature },
    }
    const response = await fetch(`${server.url}/webhooks/resend`, { method: 'POST', body, headers })
    await response.arrayBuffer()
    return response.status
  }
  return {
    async deliver(event) {
      const { body, timestamp, signature } = signEvent({ id: event.id, body: toBody(event) }, Date.now(), webhookSecret)
      // As the provider does, after a while, when it is not answered with a 2xx.
      while ((await post(body, event.id, timestamp, signature)) !== 200)
        await new Promise((again) => setTimeout(again, 50))
    },
    async forge(event, how) {
      const old = how % 4 === 0 ? 600_000 : 0
      const secret = how % 4 === 1 ? `whsec_${Buffer.from('what a forger has').toString('base64')}` : webhookSecret
      const id = `${event.id}-forged`
      const signed = signEvent({ id, body: toBody(event) }, Date.now() - old, secret)
      const body = how % 4 === 2 ? signed.body.replace('email.', 'Email.') : signed.body
      const status = await post(body, how % 4 === 3 ? `${id}-other` : id, signed.timestamp, signed.signature)
      return status >= 400 && status < 500
    },
    async [Symbol.asyncDispose]() {
      await server.close(0)
    },
  }
}
