import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Recipient } from '../../src/delivery/batch.ts'
import { createEncoder, deliveryTag } from '../../src/delivery/encoder.ts'
import type { Message } from '../../src/delivery/message.ts'
import { fill } from '../../src/edition/slots.ts'
import { smallEdition } from './workbench.ts'

const envelope = {
  listId: 'test-list',
  from: '"Mạng lưới, Công lý" <news@example.org>',
  replyTo: 'reply@example.org',
  listIdHeader: 'Test <test-list.example.org>',
}
const edition = {
  ...smallEdition('es', []),
  subject: {
    literals: ['Hola, ', ' — “ñ”'],
    slots: [{ name: 'name' as const, context: 'header' as const, fallback: 'tú' }],
  },
}

/** The messages as plain objects, in the key order the provider's own SDK sends. */
function asMessages(recipients: Recipient[]): Message[] {
  return recipients.map(({ addressHash, values }) => ({
    from: envelope.from,
    headers: {
      'List-ID': envelope.listIdHeader,
      'List-Unsubscribe': `<${values.unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
    html: fill(edition.html, values),
    reply_to: envelope.replyTo,
    subject: fill(edition.subject, values),
    tags: [
      { name: 'list', value: 'test-list' },
      { name: 'issue', value: '2024-10-test' },
      { name: 'delivery', value: deliveryTag(addressHash) },
    ],
    text: fill(edition.text, values),
    to: values.address,
  }))
}

/** All of Unicode, plain ASCII, and what JSON, HTML and templates trip over. */
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom('Jo "Jay" O\\Neal', '\\', '"', '{{name}} $& </p>', 'ليلى', '\u2028'),
)

const anyRecipient: fc.Arbitrary<Recipient> = fc.record({
  addressHash: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  values: fc.record({
    address: fc.emailAddress(),
    name: fc.option(anyName, { nil: undefined }),
    unsubscribe: fc.webUrl(),
    preferences: fc.webUrl(),
  }),
})

describe('the encoder', () => {
  it('makes the very bytes that JSON.stringify would make of the messages, whatever a name holds', () => {
    const encoder = createEncoder('2024-10-test', envelope, edition)
    fc.assert(
      fc.property(fc.array(anyRecipient, { maxLength: 5 }), (recipients) => {
        const body = Buffer.from(encoder.encode(recipients)).toString('utf8')
        expect(body).toBe(JSON.stringify(asMessages(recipients)))
      }),
    )
  })

  it('knows the size of an e-mail before it is encoded', () => {
    const encoder = createEncoder('2024-10-test', envelope, edition)
    fc.assert(
      fc.property(fc.array(anyRecipient, { minLength: 1, maxLength: 4 }), (recipients) => {
        const expected = recipients.reduce((sum, recipient) => sum + encoder.sizeOf(recipient), 0)
        expect(encoder.encode(recipients).length).toBe(expected + 1)
      }),
    )
  })
})
