import { describe, expect, it } from 'vitest'
import type { Message } from '../../../src/delivery/message.ts'
import { readBatch } from '../../../src/provider/outbox/read-batch.ts'
import { sampleMessage } from '../sample-batch.ts'

const reads = (change: object): boolean =>
  'messages' in readBatch(Buffer.from(JSON.stringify([{ ...sampleMessage(1), ...change }])))

describe('the outbox reads a batch as strictly as Resend', () => {
  it.each<[string, Partial<Message>]>([
    ['a plain address', { to: 'a.b+c@sub.example.org' }],
    ['a name', { to: 'Ana María Núñez <ana@example.org>' }],
    ['a quoted name', { to: '"Reyes, \\"Ana\\"" <ana@example.org>' }],
    ['a right-to-left name', { to: 'آنا <ana@example.org>' }],
    ['a domain in its ASCII form', { to: 'a@xn--bcher-kva.example' }],
    ['a header of 998 bytes', { headers: { 'X-Long': 'x'.repeat(998 - 'X-Long: '.length) } }],
    ['an e-mail without text', { text: '' }],
    ['an emoji', { subject: '🕊️', text: '🕊️' }],
  ])('takes %s', (_, change) => {
    expect(reads(change)).toBe(true)
  })

  it.each<[string, object]>([
    ['a name that would end early', { to: 'Reyes, Ana <ana@example.org>' }],
    ['a name with an open quote', { to: '"Ana <ana@example.org>' }],
    ['two addresses in brackets', { to: '<a@example.org> <b@example.org>' }],
    ['a domain of one label', { to: 'a@localhost' }],
    ['a domain in Unicode', { to: 'a@bücher.example' }],
    ['dots in a row', { to: 'a..b@example.org' }],
    ['a local part of 65 characters', { to: `${'a'.repeat(65)}@example.org` }],
    ['a list of addresses', { to: ['a@example.org'] }],
    ['no reply_to', { reply_to: undefined }],
    ['a header that the e-mail has already', { headers: { Subject: 'b' } }],
    ['a header twice', { headers: { 'List-ID': 'a', 'list-id': 'b' } }],
    ['a header of 999 bytes', { headers: { 'X-Long': 'x'.repeat(999 - 'X-Long: '.length) } }],
    ['a header that is no text', { headers: { 'List-ID': 3 } }],
    ['a tag of 257 characters', { tags: [{ name: 'delivery', value: 'x'.repeat(257) }] }],
    ['76 tags', { tags: Array.from({ length: 76 }, (_, n) => ({ name: `t${n}`, value: 'x' })) }],
    ['half of an emoji', { text: '🕊'.slice(0, 1) }],
    ['neither text nor HTML', { text: '', html: '' }],
    ['text that is no text', { text: null }],
  ])('refuses %s', (_, change) => {
    expect(reads(change)).toBe(false)
  })

  it('refuses bytes that are not UTF-8', () => {
    const body = Buffer.from(JSON.stringify([sampleMessage(1)]).replace('Dear', 'D\u00e9ar'), 'latin1')
    expect(readBatch(body)).toMatchObject({ refusal: { error: 'validation_error' } })
  })

  it('names the e-mail by its place', () => {
    const body = Buffer.from(JSON.stringify([sampleMessage(1), sampleMessage(2, { to: 'someone' })]))
    expect(readBatch(body)).toMatchObject({ refusal: { message: expect.stringMatching(/^E-mail 2 of 2: `to`/) } })
  })
})
