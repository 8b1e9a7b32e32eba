import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Clock } from '../delivery/clock.ts'
import type { Message } from '../delivery/message.ts'
import type { Notice, PendingNotice } from '../delivery/notice.ts'
import type { Outcome, Provider } from '../delivery/provider.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import { readNewsletter } from '../issue/read-newsletter.ts'
import { firstError } from './first-error.ts'
import { openProvider } from './open-provider.ts'
import { wallClock } from './send-options.ts'
import type { List } from './workspace.ts'

/** What became of notices. */
export interface NoticesSent {
  accepted: number
  /** Asked for before: not mailed again. */
  known: number
  /** Refused for good, or given up. */
  failed: { key: string; why: string }[]
  /** Without an answer that settles them: `serve`, `run` and the next notice try them again, under the same key. */
  pending: number
}

interface Options {
  /** As it was read last; read anew when absent. */
  newsletter?: Newsletter
  clock?: Clock
  signal?: AbortSignal
  warn: (message: string) => void
}

/** As DELIVERY.md has it for batches: the provider remembers a key for 24 hours. */
const repeatableMs = 20 * 60 * 60 * 1000
const triesMost = 3
const longestPauseMs = 30_000

/**
 * Mail notices: each is written down durably under its key first, and then handed to the newsletter's provider, at most once
 * whoever asks and however often. What earlier calls left without an answer is tried again.
 *
 * @throws Problem of newsletter.yaml, resend_key_missing; the notices are written down by then
 */
export async function sendNotices(
  config: Config,
  list: List,
  notices: Notice[],
  { newsletter: known, clock = wallClock, signal, warn }: Options,
): Promise<NoticesSent> {
  const newsletter = known ?? (await readAnew(config))
  const sent: NoticesSent = { accepted: 0, known: 0, failed: [], pending: 0 }
  for (const notice of notices) {
    if (!(await list.notices.add(notice, clock.now()))) sent.known += 1
  }
  const pending = await list.notices.pending()
  if (pending.length === 0) return sent
  const provider = await openProvider(config.providerOverride ?? newsletter.provider, config, list.vault)
  try {
    for (const notice of pending) {
      if (signal?.aborted) {
        sent.pending += 1
        continue
      }
      await deliver(notice, { provider, newsletter, list, clock, signal, sent })
      // The account's limit: one request at a time, evenly.
      if (Number.isFinite(provider.requestsPerSecond)) await clock.sleep(1000 / provider.requestsPerSecond, signal)
    }
  } finally {
    await provider.close()
  }
  if (sent.pending > 0) warn(`The provider took ${sent.pending} of the mails to editors not yet; they are tried again.`)
  return sent
}

async function readAnew({ issuesFolder }: Config): Promise<Newsletter> {
  const { newsletter, problems } = await readNewsletter(issuesFolder)
  if (!newsletter) throw firstError(problems)
  return newsletter
}

interface Delivery {
  provider: Provider
  newsletter: Newsletter
  list: List
  clock: Clock
  signal?: AbortSignal
  sent: NoticesSent
}

async function deliver(
  notice: PendingNotice,
  { provider, newsletter, list, clock, signal, sent }: Delivery,
): Promise<void> {
  const { key } = notice
  const settle = async (state: 'accepted' | 'failed' | 'lost', why?: string): Promise<void> => {
    await list.notices.settle(key, state, clock.now(), why)
    if (state === 'accepted') sent.accepted += 1
    else sent.failed.push({ key, why: why ?? state })
  }
  // Settled since it was read: a story that it tells was withdrawn.
  if ((await list.notices.state(key)) !== 'pending') return
  const begunAt = notice.triedAt ?? clock.now()
  await list.notices.try(key, begunAt)
  for (let tries = 1; ; tries += 1) {
    // A repeat under the same key is harmless only while the provider remembers it.
    if (clock.now() - begunAt > repeatableMs) return await settle('lost', 'no answer within 20 hours')
    const outcome = await provider.submit({ ...requestOf(notice, newsletter.listId), signal })
    if (outcome.kind === 'accepted') return await settle('accepted')
    if (outcome.kind === 'refused' && outcome.scope !== 'account') return await settle('failed', outcome.message)
    if (!worthWaiting(outcome) || tries === triesMost || signal?.aborted) {
      sent.pending += 1
      return
    }
    await clock.sleep(outcome.retryAfterMs, signal)
  }
}

function worthWaiting(outcome: Outcome): outcome is Extract<Outcome, { kind: 'later' }> {
  return outcome.kind === 'later' && outcome.retryAfterMs <= longestPauseMs
}

/** The same notice has the same bytes for as long as it is repeated. */
function requestOf({ key, kind, message }: Notice, listId: string): { key: string; body: Uint8Array; count: number } {
  const { from, headers, html, reply_to, subject, text, to } = message
  const tags = [
    { name: 'list', value: listId },
    { name: 'notice', value: kind },
  ]
  const mail: Message = { from, headers, html, reply_to, subject, tags, text, to }
  const name = createHash('sha256').update(key).digest('hex').slice(0, 32)
  return { key: `wn/${listId}/${kind}/${name}`, body: Buffer.from(JSON.stringify([mail])), count: 1 }
}
