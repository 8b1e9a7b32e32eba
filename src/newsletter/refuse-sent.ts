import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { readListing } from '../delivery/listing.ts'
import type { ProviderReader } from '../delivery/provider-reader.ts'
import type { Edition } from '../edition/edition.ts'
import { readReceipt, refuseUnknownReceipt } from './issue-receipt.ts'
import { sentAtProvider } from './problems.ts'

const monthMs = 29 * 24 * 60 * 60 * 1000
/** E-mails with the issue's subject that are looked at: others may bear the same words. */
const tagsMost = 5

/**
 * Stop before freezing what went out from elsewhere: by the receipt in its folder, and, with a key that may read, by the
 * provider's own listing.
 *
 * @throws Problem sent_elsewhere, receipt_broken, sent_at_provider
 */
export async function refuseSent(
  config: Config,
  { issue, listId, editions, now }: { issue: string; listId: string; editions: Edition[]; now: number },
  reader: ProviderReader | undefined,
): Promise<void> {
  const folder = join(config.issuesFolder, issue)
  refuseUnknownReceipt(await readReceipt(existsSync(folder) ? folder : undefined), undefined, issue)
  if (!reader) return
  // What cannot be read proves nothing; the receipt and the key of every batch still stand between a reader and a repeat.
  const listing = await readListing(reader, now - monthMs, { pagesMost: 20 })
  const subjects = new Set(editions.map(({ subject }) => subject.literals.join('')))
  for (const { id } of listing.withSubject(subjects).slice(0, tagsMost)) {
    const tags = await reader.tags(id)
    if (tags.kind === 'read' && tags.value.list === listId && tags.value.issue === issue)
      throw sentAtProvider({ issue })
  }
}
