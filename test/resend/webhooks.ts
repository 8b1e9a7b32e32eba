import { createHmac } from 'node:crypto'
import { seededRandom } from '../../scripts/sample/seeded-random.ts'
import type { Account } from './account.ts'
import { type EmailEvent, eventsOf } from './events.ts'
import type { AcceptedEmail } from './mailbox.ts'

/** A webhook request: three headers and a raw body. https://docs.svix.com/receiving/verifying-payloads/how-manual */
export interface SignedEvent {
  /** `svix-id`: the same for every repetition of the same word. */
  id: string
  /** `svix-timestamp`: seconds since the epoch, when it was posted. */
  timestamp: string
  /** `svix-signature`: one or several of `v1,<base64>`, apart by spaces. */
  signature: string
  body: string
}

export interface WebhookOptions {
  url?: string
  /** `whsec_…`; several while a secret is being rotated, all of which sign. */
  secret?: string | string[]
  /** What goes wrong on the way, each a share from 0 to 1, dealt by the seed. */
  seed?: number
  duplicate?: number
  drop?: number
  /** Beside the true one, one that says otherwise under a signature of a secret that is not ours. */
  forge?: number
  /** Posted in any order instead of the one in which it happened. */
  reorder?: boolean
}

export const webhookSecret = `whsec_${Buffer.from('a secret of the tests').toString('base64')}`
const strangers = `whsec_${Buffer.from('what a forger has').toString('base64')}`

export function signEvent(
  { id, body }: { id: string; body: string },
  now: number,
  secret: string | string[],
): SignedEvent {
  const timestamp = String(Math.floor(now / 1000))
  const signature = [secret]
    .flat()
    .map((one) => {
      const key = Buffer.from(one.replace(/^whsec_/, ''), 'base64')
      return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
    })
    .join(' ')
  return { id, timestamp, signature, body }
}

/** An event on its way: the e-mail it is about, and the secret it will be signed with. */
interface Underway extends EmailEvent {
  seq: number
  secret: string | string[]
}

/** The events of some e-mails as they will be posted: mischief included, not signed yet. */
function arrange(emails: AcceptedEmail[], options: WebhookOptions): Underway[] {
  const { seed = 1, duplicate = 0, drop = 0, forge = 0, reorder = false, secret = webhookSecret } = options
  const random = seededRandom(seed + (emails[0]?.seq ?? 0))
  const list = emails.flatMap((email) =>
    eventsOf(email).flatMap((event) => {
      const true_: Underway = { ...event, seq: email.seq, secret }
      const dealt = random() < drop ? [] : [true_]
      if (random() < duplicate) dealt.push(...dealt)
      if (random() < forge) dealt.push(forged(true_))
      return dealt
    }),
  )
  if (!reorder) return list
  return list
    .map((event) => ({ event, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event)
}

/** A complaint about the same e-mail, which would stop its reader's mail for good if it were believed. */
function forged(event: Underway): Underway {
  const body = JSON.parse(event.body) as object
  return {
    ...event,
    id: event.id.replace('msg_', 'msg_forged_'),
    body: JSON.stringify({ ...body, type: 'email.complained' }),
    secret: strangers,
  }
}

/** What webhooks say of everything that was accepted after `seq`, signed now. For tests that post it themselves. */
export function signedEvents(account: Account, options: WebhookOptions, seq = 0, limit = 1_000_000): SignedEvent[] {
  const now = account.clock.now()
  return arrange(account.mailbox.since(seq, limit), options).map((event) => signEvent(event, now, event.secret))
}

export interface Dispatched {
  /** Requests made, and how often each status came back; 0 is no answer. */
  posted: number
  statuses: Record<string, number>
}

const pageSize = 500
const atATime = 10

/**
 * Post what has not been posted yet, and again what was not answered with 2xx. How far it is survives a kill; what was on
 * its way then is posted twice: at least once, as Svix promises.
 */
export async function dispatchEvents(account: Account, options: WebhookOptions): Promise<Dispatched> {
  const done: Dispatched = { posted: 0, statuses: {} }
  const { store, mailbox } = account
  const failed = store.sql('select event, seq from undelivered').all() as { event: string; seq: number }[]
  const again = failed.flatMap(({ event, seq }) => {
    const found = [mailbox.at(seq)].flatMap((email) => (email ? eventsOf(email) : [])).find(({ id }) => id === event)
    return found ? [{ ...found, seq, secret: options.secret ?? webhookSecret }] : []
  })
  await postAll(again, account, options, done)
  for (;;) {
    const page = mailbox.since(store.setting('dispatched', 0), pageSize)
    const last = page.at(-1)
    if (!last) return done
    await postAll(arrange(page, options), account, options, done)
    store.set('dispatched', last.seq)
  }
}

async function postAll(
  events: Underway[],
  { store, clock }: Account,
  { url }: WebhookOptions,
  done: Dispatched,
): Promise<void> {
  if (url === undefined) return
  const queue = [...events].reverse()
  const worker = async (): Promise<void> => {
    for (let event = queue.pop(); event; event = queue.pop()) {
      const status = await post(url, signEvent(event, clock.now(), event.secret))
      done.posted += 1
      done.statuses[status] = (done.statuses[status] ?? 0) + 1
      if (event.secret === strangers) continue
      if (status >= 200 && status < 300) store.sql('delete from undelivered where event = ?').run(event.id)
      else store.sql('insert or replace into undelivered values (?, ?)').run(event.id, event.seq)
    }
  }
  await Promise.all(Array.from({ length: atATime }, worker))
}

async function post(url: string, { id, timestamp, signature, body }: SignedEvent): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Svix-Webhooks/1.0',
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': signature,
  }
  try {
    // Svix counts an answer that takes longer than 15 seconds as none.
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}
