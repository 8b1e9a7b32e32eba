import type { ProviderReader, SeenEmail } from './provider-reader.ts'

/** What the provider's listing shows, as far back as was asked or could be read. */
export interface Listing {
  ids: ReadonlySet<string>
  /** E-mails to an address, without regard to case. */
  find(address: string): SeenEmail[]
  /** E-mails whose subject is meant, newest first. */
  withSubject(isMeant: (subject: string) => boolean): SeenEmail[]
  /** Epoch milliseconds of the oldest e-mail that was read; Infinity when there was none. */
  oldest: number
  /** It ended: there is nothing older at the provider. */
  complete: boolean
  /** Why it could not be read to its end. What was read may still prove presence, never absence. */
  failed?: string
}

/** Page the listing, newest first, until an e-mail is older than `since` (epoch milliseconds) or there are no more. */
export async function readListing(
  reader: ProviderReader,
  since: number,
  { pagesMost = 20_000 } = {},
): Promise<Listing> {
  const ids = new Set<string>()
  const byAddress = new Map<string, SeenEmail[]>()
  const listing = { oldest: Number.POSITIVE_INFINITY, complete: false }
  let failed: string | undefined
  let after: string | undefined
  for (let page = 0; page < pagesMost && listing.oldest >= since; page += 1) {
    const reading = await reader.emails(after)
    if (reading.kind === 'failed') {
      failed = reading.reason
      break
    }
    const { emails, more } = reading.value
    for (const email of emails) {
      ids.add(email.id)
      listing.oldest = Math.min(listing.oldest, email.at)
      for (const address of email.to) {
        const key = address.toLowerCase()
        const known = byAddress.get(key)
        if (known) known.push(email)
        else byAddress.set(key, [email])
      }
    }
    const last = emails.at(-1)
    if (!more) {
      listing.complete = true
      break
    }
    // An empty page, or one that repeats its cursor, and yet there is more: it would never end.
    if (!last || last.id === after) {
      failed = 'The listing does not go on.'
      break
    }
    after = last.id
  }
  return {
    ...listing,
    ids,
    withSubject: (isMeant) => [...byAddress.values()].flat().filter(({ subject }) => isMeant(subject)),
    find: (address) => byAddress.get(address.toLowerCase()) ?? [],
    ...(failed !== undefined && { failed }),
  }
}
