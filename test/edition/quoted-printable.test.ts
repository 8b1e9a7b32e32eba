import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { describe, expect, it } from 'vitest'
import { countQuotedPrintable } from '../../src/edition/quoted-printable.ts'

/** The size of a part as a mail program of note encodes it. */
async function encode(text: string): Promise<number> {
  const message = await new MailComposer({ html: text, textEncoding: 'quoted-printable', newline: '\r\n' })
    .compile()
    .build()
  return message.length - message.indexOf('\r\n\r\n') - 4
}

describe('countQuotedPrintable', () => {
  it('counts what RFC 2045 says', () => {
    expect(countQuotedPrintable('a=b')).toBe(5)
    expect(countQuotedPrintable('ễ')).toBe(9)
    expect(countQuotedPrintable('a \nb')).toBe(7)
    expect(countQuotedPrintable('x'.repeat(76))).toBe(76)
    expect(countQuotedPrintable('x'.repeat(77))).toBe(80)
  })

  it('is within three per cent of what nodemailer sends', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '=', 'ễ', 'ñ', '<', '.'), maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 30, maxLength: 60 }), async (lines) => {
        const text = `<p>${lines.join('\n')}</p>`
        const sent = await encode(text)
        expect(Math.abs(countQuotedPrintable(text) - sent) / sent).toBeLessThan(0.03)
      }),
      { numRuns: 20 },
    )
  })
})
