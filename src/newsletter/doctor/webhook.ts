import type { Probe } from '../../outside/probe-page.ts'
import { readWebhookSecrets } from '../../provider/resend/webhook-secrets.ts'
import { defineMailingCheck } from './check.ts'
import { type Finding, fail, ok, unasked, warn } from './line.ts'

const subject = 'webhook'

/** Bounces and complaints are heard of. */
export const webhook = defineMailingCheck('webhook', async (_, { config, outside, health }) => {
  const secret = config.resend.webhookSecret
  const there = await health()
  const isServed = there?.kind === 'answered' && there.status === 200
  // A GET is refused there by itself, and changes nothing.
  const answer =
    secret !== undefined && isServed ? await outside.probe(`${config.publicUrl}/webhooks/resend`) : undefined
  return judgeWebhook(secret, answer)
})

/** @param answer of GET `/webhooks/resend`; undefined where nobody could be asked. */
export function judgeWebhook(secret: string | undefined, answer: Probe | undefined): Finding {
  const make =
    'Make a webhook at resend.com/webhooks for PUBLIC_URL/webhooks/resend and set RESEND_WEBHOOK_SECRET to its signing secret (whsec_…), also where `serve` runs.'
  if (secret === undefined) {
    return warn(
      subject,
      'RESEND_WEBHOOK_SECRET is not set: nobody hears of bounces and complaints, and nothing stops a send that goes wrong.',
      make,
    )
  }
  if (!readWebhookSecrets(secret)) {
    return fail(
      subject,
      'RESEND_WEBHOOK_SECRET is no signing secret of Resend, and `serve` does not start with it.',
      make,
    )
  }
  if (answer === undefined)
    return unasked(subject, 'whether `serve` hears it, as PUBLIC_URL does not answer as this newsletter')
  if (answer.kind === 'failed') return unasked(subject, answer.why)
  if (answer.status === 404) {
    return fail(
      subject,
      'There is a secret here, but `serve` runs without one and hears nothing.',
      'Set RESEND_WEBHOOK_SECRET where `serve` runs too, and start it again.',
    )
  }
  if (answer.status !== 405)
    return fail(subject, `/webhooks/resend is not passed on to Wayforward (${answer.status}).`, make)
  return ok(subject, 'There is a secret, and `serve` listens.')
}
