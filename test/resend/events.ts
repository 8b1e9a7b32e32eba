import { createHash } from 'node:crypto'
import { type AcceptedEmail, listOf, messageIdOf } from './mailbox.ts'

/** A word about an e-mail, before it is signed. The same word always has the same id. */
export interface EmailEvent {
  id: string
  type: string
  /** Epoch milliseconds. */
  at: number
  /** JSON. */
  body: string
}

const bounce = (type: string, subType: string, message: string) => ({
  bounce: { type, subType, message, diagnosticCode: [`smtp; ${message}`] },
})

/** Type and further data of each event that follows from an outcome, in order. */
function wordsOf(outcome: AcceptedEmail['outcome']): [string, object][] {
  const sent: [string, object] = ['email.sent', {}]
  const delivered: [string, object] = ['email.delivered', {}]
  if (outcome.startsWith('failed:')) return [['email.failed', { failed: { reason: outcome.slice('failed:'.length) } }]]
  switch (outcome) {
    case 'delivered':
      return [sent, delivered]
    case 'delayed':
      return [sent, ['email.delivery_delayed', {}], delivered]
    case 'soft_bounced':
      return [sent, ['email.bounced', bounce('Transient', 'MailboxFull', '452 4.2.2 mailbox full')]]
    case 'undetermined':
      return [sent, ['email.bounced', bounce('Undetermined', 'Undetermined', '500 unknown')]]
    case 'bounced':
      return [sent, ['email.bounced', bounce('Permanent', 'General', '550 5.1.1 user unknown')]]
    case 'complained':
      return [sent, delivered, ['email.complained', {}]]
    case 'suppressed': {
      const message = 'The address is on the suppression list of this account.'
      const suppressed = { type: 'OnAccountSuppressionList', reason: 'previous_bounce', message, diagnosticCode: [] }
      return [['email.suppressed', { suppressed }]]
    }
    default:
      return [sent]
  }
}

/**
 * What webhooks say of an e-mail, in the order in which it happens: a millisecond apart from its acceptance on. Derived,
 * not stored. `message_id` is in the SDK's types and not in the OpenAPI description; `diagnosticCode` and `reason` the other
 * way round. Both are sent.
 */
export function eventsOf(accepted: AcceptedEmail): EmailEvent[] {
  const { id, at, outcome, email } = accepted
  return wordsOf(outcome).map(([type, more], index) => {
    const headers = Object.entries(email.headers ?? {}).map(([name, value]) => ({ name, value }))
    const data = {
      email_id: id,
      message_id: messageIdOf(id),
      created_at: new Date(at).toISOString(),
      from: email.from,
      to: listOf(email.to),
      subject: email.subject,
      ...(email.tags && { tags: Object.fromEntries(email.tags.map(({ name, value }) => [name, value])) }),
      ...(headers.length > 0 && { headers }),
      ...more,
    }
    const happened = at + index
    return {
      id: `msg_${createHash('sha256').update(`${id} ${type}`).digest('base64url').slice(0, 27)}`,
      type,
      at: happened,
      body: JSON.stringify({ type, created_at: new Date(happened).toISOString(), data }),
    }
  })
}
