import { bodyLimit } from 'hono/body-limit'
import { Problem } from '../../problem/problem.ts'
import { allowMethods } from '../allow-methods.ts'
import type { AddRoute } from '../site.ts'

const path = '/webhooks/resend'
const mostBytes = 256 * 1024

/** Providers give up on a slow answer; one that comes too late is repeated, which changes nothing. */
const patienceMs = 900

/**
 * `/webhooks/resend`: what the provider reports of mails. 200 only once it is durable; 503, after which the provider
 * tries again, while the store cannot take it.
 */
export const addWebhookRoute: AddRoute = (app, { home }) => {
  const { receiveWebhook } = home
  if (!receiveWebhook) return
  const limit = bodyLimit({
    maxSize: mostBytes,
    onError: (c) => {
      c.set('route', 'webhook')
      return c.text('Too large\n', 413)
    },
  })
  app.post(path, limit, async (c) => {
    c.set('route', 'webhook')
    // The signature covers these very bytes.
    const payload = await c.req.text()
    const receiving = receiveWebhook(payload, c.req.header()).catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error
      return { kind: 'failed' as const, code: error.code }
    })
    const answer = await Promise.race([receiving, lateAnswer()])
    if (answer.kind === 'refused') return c.text(`${answer.reason}\n`, 401)
    if (answer.kind === 'failed') {
      c.set('failure', answer.code)
      return c.text('Try again\n', 503, { 'retry-after': '30' })
    }
    return c.text(`${answer.kind}\n`)
  })
  allowMethods(app, path, 'POST, OPTIONS')
}

function lateAnswer(): Promise<{ kind: 'failed'; code: string }> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ kind: 'failed', code: 'too_slow' }), patienceMs).unref()
  })
}
