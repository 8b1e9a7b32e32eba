import type { Compiled, SlotUse } from '../edition/edition.ts'
import { escapeSlot } from '../edition/slots.ts'
import type { Recipient, RecipientValues } from './batch.ts'
import type { Envelope, Parts } from './ledger.ts'

/** Stored with each frozen issue. A change of a single byte of output is a new version; old ones stay. */
export const encoderVersion = 1

/** Makes the bytes of a batch from the frozen parts of one edition and its recipients' values. */
export interface Encoder {
  /** The JSON array of e-mails, UTF-8: equal to `JSON.stringify(messages)` in delivery/message.ts's key order. */
  encode(recipients: Recipient[]): Uint8Array
  /** Bytes of one e-mail in a body, its comma included. */
  sizeOf(recipient: Recipient): number
}

/** What is put in for one recipient. A value that stands in several places has one name and is made once. */
interface Value {
  name: string
  make(recipient: Recipient): string
}

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
  // A message is a literal, then a value and a literal in turn.
  const literals: Buffer[] = []
  const places: number[] = []
  const values: Value[] = []
  let text = ''
  const literal = (json: string): void => {
    text += json
  }
  const place = (name: string, make: Value['make']): void => {
    const known = values.findIndex((value) => value.name === name)
    places.push(known === -1 ? values.push({ name, make }) - 1 : known)
    literals.push(Buffer.from(text, 'utf8'))
    text = ''
  }
  const compiled = ({ literals: parts, slots }: Compiled): void => {
    literal('"')
    parts.forEach((part, index) => {
      literal(jsonInner(part))
      const use = slots[index]
      if (!use) return
      place(`slot ${use.context} ${use.name} ${use.fallback}`, (recipient) =>
        jsonInner(escapeSlot(use, slotValue(recipient.values, use))),
      )
    })
    literal('"')
  }

  literal(`{"from":${JSON.stringify(envelope.from)},"headers":{"List-ID":${JSON.stringify(envelope.listIdHeader)},`)
  // RFC 8058: both headers, and the URL alone must suffice.
  literal('"List-Unsubscribe":"<')
  place('list-unsubscribe', (recipient) => jsonInner(recipient.values.unsubscribe))
  literal('>","List-Unsubscribe-Post":"List-Unsubscribe=One-Click"},"html":')
  compiled(parts.html)
  literal(`,"reply_to":${JSON.stringify(envelope.replyTo)},"subject":`)
  compiled(parts.subject)
  literal(`,"tags":[{"name":"list","value":${JSON.stringify(envelope.listId)}},`)
  literal(`{"name":"issue","value":${JSON.stringify(issue)}},{"name":"delivery","value":"`)
  place('tag', ({ addressHash }) => deliveryTag(addressHash))
  literal('"}],"text":')
  compiled(parts.text)
  literal(',"to":"')
  place('to', (recipient) => jsonInner(recipient.values.address))
  literal('"}')
  literals.push(Buffer.from(text, 'utf8'))

  const fixedBytes = literals.reduce((sum, part) => sum + part.length, 0)
  const fillIn = (recipient: Recipient): string[] => {
    const made = values.map(({ make }) => make(recipient))
    return places.map((value) => made[value] ?? '')
  }
  const bytesOf = (filled: string[]): number => filled.reduce((sum, part) => sum + Buffer.byteLength(part), fixedBytes)

  return {
    sizeOf: (recipient) => bytesOf(fillIn(recipient)) + 1,
    encode(recipients) {
      const messages = recipients.map(fillIn)
      const commas = Math.max(0, messages.length - 1)
      const body = Buffer.allocUnsafe(messages.reduce((sum, filled) => sum + bytesOf(filled), commas + 2))
      let offset = body.write('[', 0)
      messages.forEach((filled, index) => {
        if (index > 0) offset += body.write(',', offset)
        literals.forEach((part, position) => {
          offset += part.copy(body, offset)
          const value = filled[position]
          if (value !== undefined) offset += body.write(value, offset)
        })
      })
      body.write(']', offset)
      return body
    },
  }
}
