import type { OpenReason } from '../delivery/reconcile.ts'

/** Why nothing is known yet, as a sentence. */
export function describeOpenReason(reason: OpenReason): string {
  switch (reason.why) {
    case 'too_soon': {
      const until = new Date(reason.until).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
      return `the provider may still be at work on it. Ask again after ${until}.`
    }
    case 'not_askable':
      return 'the provider cannot be asked: set RESEND_READ_KEY to a key with full access.'
    case 'not_read':
      return `the provider could not be asked (${reason.reason.replace(/\.$/, '')}).`
    case 'not_proven':
      return 'the provider does not show it, but neither does it show what surely went out then, so that proves nothing.'
    case 'partly_found':
      return `${reason.found} of them are at the provider, sent from another copy of this ledger. Go on from that one.`
    case 'generations_spent':
      return 'it is not at the provider, but was begun anew three times already. Look at its addresses before going on.'
  }
}
