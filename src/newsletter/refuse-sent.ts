import type { Config } from '../config.ts'
import { readListing } from '../delivery/listing.ts'
import type { ProviderReader } from '../delivery/provider-reader.ts'
import type { Compiled, Edition } from '../edition/edition.ts'
import { readReceipt, refuseUnknownReceipt } from './issue-receipt.ts'
import { sentAtProvider } from './problems.ts'
import { receiptPlace } from './receipt-place.ts'

const monthMs = 29 * 24 * 60 * 60 * 1000
/** E-mails with the issue's subject that are looked at: others may bear the same words. */
const tagsMost = 20

/** What is about to be frozen. */
interface Meant {
  /** Its name in the ledger. */
  issue: string
  /** The issue whose second wave it is; null for an issue of its own. */
  follows: string | null
  listId: string
  editions: Edition[]
  now: number
}

/**
 * Stop before freezing what went out from elsewhere: by the receipt in its folder, and, with a key that may read, by the
 * provider's own listing.
 *
 * @throws Problem sent_elsewhere, receipt_broken, sent_at_provider
 */
export async function refuseSent(
  config: Config,
  { issue, follows, listId, editions, now }: Meant,
  reader: ProviderReader | undefined,
  warn: (message: string) => void = () => undefined,
): Promise<void> {
  const { folder, file } = receiptPlace(config, { issue, follows })
  refuseUnknownReceipt(await readReceipt(folder, file), undefined, issue)
  if (!reader) return
  // What cannot be read proves nothing; the receipt and the key of every batch still stand between a reader and a repeat.
  const listing = await readListing(reader, now - monthMs, { pagesMost: 300 })
  if (listing.failed !== undefined) {
    warn(`Whether ${issue} went out from elsewhere could not be read at the provider: ${listing.failed}`)
  }
  const isMeant = (subject: string): boolean => editions.some((edition) => fits(edition.subject, subject))
  for (const { id } of listing.withSubject(isMeant).slice(0, tagsMost)) {
    const tags = await reader.tags(id)
    if (tags.kind === 'read' && tags.value.list === listId && tags.value.issue === issue)
      throw sentAtProvider({ issue })
  }
}

/** Whether a subject can be this one, whatever stands in its slots. */
function fits({ literals }: Compiled, subject: string): boolean {
  const first = literals[0] ?? ''
  const last = literals.at(-1) ?? ''
  if (literals.length === 1) return subject === first
  return subject.startsWith(first) && subject.endsWith(last) && subject.length >= first.length + last.length
}
