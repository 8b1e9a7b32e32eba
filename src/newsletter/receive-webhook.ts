import type { ReadWebhook } from '../delivery/provider.ts'
import type { Received } from '../delivery/report.ts'
import type { HeldList } from './held-list.ts'

/** What became of a webhook; `refused` is one that is not believed, with a short reason for whoever sent it. */
export type WebhookAnswer = { kind: Received } | { kind: 'refused'; reason: string }

/** Check a webhook's signature over its raw body. */
export type WebhookReader = (payload: string, headers: Record<string, string>) => ReadWebhook

/** Note what the provider reports; durable when it returns. Nothing is written for a webhook that is not believed. */
export async function receiveWebhook(
  list: HeldList,
  read: WebhookReader,
  webhook: { payload: string; headers: Record<string, string> },
  now: number,
): Promise<WebhookAnswer> {
  const result = read(webhook.payload, webhook.headers)
  if (result.kind === 'refused') return result
  return { kind: await list.use(({ reports }) => reports.receive(result.event, now)) }
}
