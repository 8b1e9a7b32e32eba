import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { composeEml } from '../provider/outbox/compose-eml.ts'
import type { Outbox, OutboxDelivery } from '../provider/outbox/outbox.ts'
import { openOutboxOf } from './open-provider.ts'
import { outboxNothing } from './problems.ts'
import { dataPaths, openList } from './workspace.ts'
import { guardDisk } from './write-output.ts'

/** What the outbox holds of one issue. */
export interface OutboxSummary {
  issue: string
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
  const list = await openList(config, warn)
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

/** What the outbox holds, issue by issue. */
export async function summariseOutbox(config: Config, warn: (message: string) => void): Promise<OutboxSummary[]> {
  const summaries = await withOutbox(config, warn, (outbox) => {
    const byIssue = new Map<string, OutboxSummary>()
    for (const { issue, count, acceptedAt } of outbox.list()) {
      const summary = byIssue.get(issue) ?? { issue, batches: 0, deliveries: 0, acceptedAt }
      summary.batches += 1
      summary.deliveries += count
      summary.acceptedAt = Math.max(summary.acceptedAt, acceptedAt)
      byIssue.set(issue, summary)
    }
    return [...byIssue.values()]
  })
  return summaries ?? []
}

/**
 * One delivery by its number or its id.
 *
 * @throws Problem outbox_nothing
 */
export async function findDelivery(
  config: Config,
  which: string,
  warn: (message: string) => void,
): Promise<OutboxDelivery> {
  const delivery = await withOutbox(config, warn, (outbox) => outbox.find(/^\d+$/.test(which) ? Number(which) : which))
  if (!delivery) throw outboxNothing({ wanted: which })
  return delivery
}

/**
 * Write deliveries as .eml files that a mail client opens, at most `limit` of them, oldest first.
 * The files hold addresses and names as they would be mailed.
 *
 * @throws Problem disk_refused, outbox_nothing
 */
export async function exportOutbox(
  config: Config,
  options: { issue?: string; folder: string; limit: number },
  warn: (message: string) => void,
): Promise<number> {
  const written = await withOutbox(config, warn, async (outbox) => {
    let count = 0
    await guardDisk(options.folder, async () => {
      await mkdir(options.folder, { recursive: true })
      for (const delivery of outbox.deliveries(options.issue)) {
        if (count === options.limit) break
        const eml = await composeEml(delivery.message, { id: delivery.id, date: new Date(delivery.acceptedAt) })
        await writeFile(join(options.folder, `${String(delivery.number).padStart(5, '0')}.eml`), eml)
        count += 1
      }
    })
    return count
  })
  if (!written) throw outboxNothing({ wanted: options.issue ?? 'any issue' })
  return written
}

/** Drop an issue's e-mails from the outbox; returns how many there were. */
export async function clearOutbox(config: Config, issue: string, warn: (message: string) => void): Promise<number> {
  return (await withOutbox(config, warn, (outbox) => outbox.clear(issue))) ?? 0
}
