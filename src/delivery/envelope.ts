import type { Newsletter } from '../issue/newsletter.ts'
import type { Envelope } from './ledger.ts'

const ascii = /^[\x20-\x7e]*$/

/** RFC 5322: a phrase in quotes unless it is plain words. Non-ASCII names go as they are: the provider encodes them. */
function quotePhrase(phrase: string): string {
  return /^[\p{L}\p{N} !#$%&'*+\-/=?^_`{|}~]*$/u.test(phrase) ? phrase : `"${phrase.replace(/["\\]/g, '\\$&')}"`
}

/** What every e-mail of the newsletter carries: From, Reply-To, and List-ID (RFC 2919: an identifier that never changes). */
export function createEnvelope(newsletter: Newsletter): Envelope {
  const { listId, name, sender } = newsletter
  const domain = sender.address.slice(sender.address.lastIndexOf('@') + 1)
  const identifier = `<${listId}.${domain}>`
  return {
    listId,
    from: `${quotePhrase(sender.name)} <${sender.address}>`,
    replyTo: sender.replyTo,
    // RFC 2919 allows a phrase; header values outside ASCII are not safe to hand to the provider unencoded.
    listIdHeader: ascii.test(name) ? `${quotePhrase(name)} ${identifier}` : identifier,
  }
}
