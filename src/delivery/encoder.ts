import type { Compiled, SlotUse } from '../edition/edition.ts'
import { escapeSlot } from '../edition/slots.ts'
import type { Envelope, Parts, Recipient, RecipientValues } from './ledger.ts'

/** Stored with each frozen issue. A change of a single byte of output is a new version; old ones stay. */
export const encoderVersion = 1

/** Makes the bytes of a batch from the frozen parts of one edition and its recipients' values. */
export interface Encoder {
  /** The JSON array of e-mails, UTF-8: equal to `JSON.stringify(messages)` in delivery/message.ts's key order. */
  encode(recipients: Recipient[]): Uint8Array
  /** Bytes of one e-mail in a body, its comma included. */
  sizeOf(recipient: Recipient): number
}

type Piece = Buffer | ((recipient: Recipient) => string)

const jsonInner = (text: string): string => JSON.stringify(text).slice(1, -1)

/** The delivery's name at the provider: 128 bits of the keyed hash, which says nothing about the address. */
export function deliveryTag(addressHash: Uint8Array): string {
  return Buffer.from(addressHash.subarray(0, 16)).toString('hex')
}

function slotValue(values: RecipientValues, use: SlotUse): string | undefined {
  return use.name === 'name' ? values.name : values[use.name]
}

/**
 * Prepare an edition for encoding: literals are JSON-escaped and UTF-8-encoded once, so that a recipient costs a copy
 * of bytes and the escaping of a few values.
 */
export function createEncoder(issue: string, envelope: Envelope, parts: Parts): Encoder {
  const pieces: Piece[] = []
  let text = ''
  const literal = (json: string): void => {
    text += json
  }
  const value = (make: (recipient: Recipient) => string): void => {
    pieces.push(Buffer.from(text, 'utf8'), make)
    text = ''
  }
  const compiled = ({ literals, slots }: Compiled): void => {
    literal('"')
    literals.forEach((part, index) => {
      literal(jsonInner(part))
      const use = slots[index]
      if (use) value(({ values }) => jsonInner(escapeSlot(use, slotValue(values, use))))
    })
    literal('"')
  }

  literal(`{"from":${JSON.stringify(envelope.from)},"headers":{"List-ID":${JSON.stringify(envelope.listIdHeader)},`)
  // RFC 8058: both headers, and the URL alone must suffice.
  literal('"List-Unsubscribe":"<')
  value(({ values }) => jsonInner(values.unsubscribe))
  literal('>","List-Unsubscribe-Post":"List-Unsubscribe=One-Click"},"html":')
  compiled(parts.html)
  literal(`,"reply_to":${JSON.stringify(envelope.replyTo)},"subject":`)
  compiled(parts.subject)
  literal(`,"tags":[{"name":"list","value":${JSON.stringify(envelope.listId)}},`)
  literal(`{"name":"issue","value":${JSON.stringify(issue)}},{"name":"delivery","value":"`)
  value(({ addressHash }) => deliveryTag(addressHash))
  literal('"}],"text":')
  compiled(parts.text)
  literal(',"to":"')
  value(({ values }) => jsonInner(values.address))
  literal('"}')
  pieces.push(Buffer.from(text, 'utf8'))

  const fixedBytes = pieces.reduce((sum, piece) => sum + (typeof piece === 'function' ? 0 : piece.length), 0)

  return {
    sizeOf: (recipient) =>
      pieces.reduce(
        (sum, piece) => sum + (typeof piece === 'function' ? Buffer.byteLength(piece(recipient)) : 0),
        fixedBytes + 1,
      ),
    encode(recipients) {
      // Values are made once and measured, so that the body is allocated once.
      const filled = recipients.map((recipient) =>
        pieces.map((piece) => (typeof piece === 'function' ? Buffer.from(piece(recipient), 'utf8') : piece)),
      )
      const size = filled.flat().reduce((sum, piece) => sum + piece.length, 0) + Math.max(0, recipients.length - 1) + 2
      const body = Buffer.allocUnsafe(size)
      let offset = body.write('[', 0)
      filled.forEach((message, index) => {
        if (index > 0) offset += body.write(',', offset)
        for (const piece of message) offset += piece.copy(body, offset)
      })
      body.write(']', offset)
      return body
    },
  }
}
