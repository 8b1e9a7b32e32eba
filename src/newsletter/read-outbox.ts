import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { NoticeKind } from '../delivery/notice.ts'
import { findIssue } from '../issue/find-issue.ts'
import { composeEml } from '../provider/outbox/compose-eml.ts'
import { kindOfNotices, ofNotices } from '../provider/outbox/issue-of-key.ts'
import type { Outbox, OutboxDelivery } from '../provider/outbox/outbox.ts'
import { openOutboxOf } from './open-provider.ts'
import { outboxEmpty, outboxNothing } from './problems.ts'
import { openExistingList } from './scratch-list.ts'
import { dataPaths } from './workspace.ts'
import { guardDisk } from './write-output.ts'

/** What the outbox holds of one issue, or of one kind of notice. */
export interface OutboxSummary {
  /** The folder, or `notice/<kind>`. */
  issue: string
  /** Of mail outside an issue. */
  notice?: string
  batches: number
  deliveries: number
  /** Of the newest batch, epoch milliseconds. */
  acceptedAt: number
}

/** Run something on the outbox of this workspace; undefined while there is none. */
async function withOutbox<T>(
  config: Config,
  warn: (message: string) => void,
  use: (outbox: Outbox) => Promise<T> | T,
): Promise<T | undefined> {
  if (!existsSync(dataPaths(config).outbox)) return undefined
  const list = await openExistingList(config, warn)
  try {
    const outbox = await openOutboxOf(config, list.vault)
    try {
      return await use(outbox)
    } finally {
      await outbox.close()
    }
  } finally {
    await list.close()
  }
}

const noticeKinds: readonly string[] = ['proof', 'schedule', 'sign-in'] satisfies NoticeKind[]

/** The folder or kind of notice an argument means; undefined for everything. */
async function namedIssue(config: Config, name: string): Promise<string>
async function namedIssue(config: Config, name: string | undefined): Promise<string | undefined>
async function namedIssue(config: Config, name: string | undefined): Promise<string | undefined> {
  if (name === undefined) return undefined
  return noticeKinds.includes(name) ? ofNotices(name) : await findIssue(config.issuesFolder, name)
}

/** What the outbox holds, issue by issue. */
export async function summariseOutbox(
  config: Config,
  name: string | undefined,
  warn: (message: string) => void,
): Promise<OutboxSummary[]> {
  const only = await namedIssue(config, name)
  const summaries = await withOutbox(config, warn, (outbox) => {
    const byIssue = new Map<string, OutboxSummary>()
    for (const { issue, count, acceptedAt } of outbox.list({ issue: only })) {
      const notice = kindOfNotices(issue)
      const empty = { issue, ...(notice !== undefined && { notice }), batches: 0, deliveries: 0, acceptedAt }
      const summary = byIssue.get(issue) ?? empty
      summary.batches += 1
      summary.deliveries += count
      summary.acceptedAt = Math.max(summary.acceptedAt, acceptedAt)
      byIssue.set(issue, summary)
    }
    return [...byIssue.values()]
  })
  return summaries ?? []
}

function asEml({ message, id, acceptedAt }: OutboxDelivery): Promise<Buffer> {
  return composeEml(message, { id, date: new Date(acceptedAt) })
}

/** One delivery as the provider got it, and as a mail program would. */
export interface ShownDelivery extends OutboxDelivery {
  eml: string
}

/**
 * One delivery by its number or its id.
 *
 * @throws Problem outbox_nothing
 */
export async function showDelivery(
  config: Config,
  which: string,
  warn: (message: string) => void,
): Promise<ShownDelivery> {
  const delivery = await withOutbox(config, warn, (outbox) => outbox.find(/^\d+$/.test(which) ? Number(which) : which))
  if (!delivery) throw outboxNothing({ wanted: which })
  return { ...delivery, eml: (await asEml(delivery)).toString('utf8') }
}

/**
 * Write deliveries as .eml files that a mail client opens, at most `limit` of them, oldest first.
 * The files hold addresses and names as they would be mailed.
 *
 * @throws Problem disk_refused, folder_is_file, outbox_empty, outbox_nothing
 */
export async function exportOutbox(
  config: Config,
  options: { name?: string; folder: string; limit: number },
  warn: (message: string) => void,
): Promise<{ written: number; held: number }> {
  const issue = await namedIssue(config, options.name)
  const exported = await withOutbox(config, warn, async (outbox) => {
    let count = 0
    await guardDisk(options.folder, async () => {
      for (const delivery of outbox.deliveries(issue)) {
        if (count === options.limit) break
        if (count === 0) await mkdir(options.folder, { recursive: true })
        await writeFile(join(options.folder, `${String(delivery.number).padStart(5, '0')}.eml`), await asEml(delivery))
        count += 1
      }
    })
    return { written: count, held: outbox.count(issue) }
  })
  if (!exported?.written) throw options.name === undefined ? outboxEmpty() : outboxNothing({ wanted: options.name })
  return exported
}

/** Drop an issue's e-mails from the outbox; returns how many there were. */
export async function clearOutbox(config: Config, name: string, warn: (message: string) => void): Promise<number> {
  const issue = await namedIssue(config, name)
  return (await withOutbox(config, warn, (outbox) => outbox.clear(issue))) ?? 0
}
