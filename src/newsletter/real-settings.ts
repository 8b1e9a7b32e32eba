import type { Config } from '../config.ts'
import type { Brand } from '../edition/brand.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import { isLoopback, isRehearsal } from './origin.ts'
import type { PreparedIssue } from './prepare-issue.ts'
import { postalAddressSample, publicUrlUnsafe, sampleNeverReal, senderReserved } from './problems.ts'
import { isSampleWorkspace } from './sample.ts'

/** RFC 2606 and RFC 6761: domains that exist for examples only. */
const reserved = /(^|[.@])(example\.(org|com|net)|example|invalid|test|localhost)$/i

/** The first line of the shipped postal address that nobody lives at. */
const sampleAddress = /PO Box 0000/

/** What of the sample no real mail may carry. */
export function findSampleSettings({ newsletter, brand }: { newsletter: Newsletter; brand: Brand | undefined }): {
  /** An address of it that is the sample's. */
  sender?: string
  postalAddress: boolean
} {
  const { address, replyTo } = newsletter.sender
  const sender = [address, replyTo].find((mailbox) => reserved.test(mailbox))
  const postalAddress = brand?.postalAddress.some((line) => sampleAddress.test(line)) ?? false
  return { ...(sender !== undefined && { sender }), postalAddress }
}

/**
 * Stop before real people get a mail that still carries the sample's sender or postal address.
 *
 * @throws Problem public_url_unsafe, sender_reserved, postal_address_sample, sample_never_real
 */
export function refuseSampleSettings(config: Config, { newsletter, brand }: PreparedIssue, origin: string): void {
  if (isSampleWorkspace(config)) throw sampleNeverReal()
  // A rehearsal against a server on this computer reaches nobody.
  if (isRehearsal(config)) return
  if (isLoopback(new URL(origin))) throw publicUrlUnsafe({ url: origin })
  const { sender, postalAddress } = findSampleSettings({ newsletter, brand })
  if (sender !== undefined) throw senderReserved({ address: sender })
  if (postalAddress) throw postalAddressSample()
}
