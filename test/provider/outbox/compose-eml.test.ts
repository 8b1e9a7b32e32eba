import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { composeEml } from '../../../src/provider/outbox/compose-eml.ts'
import { sampleMessage } from '../sample-batch.ts'

const id = '0b0f6a4e-5a5e-4a53-9a45-1a1a1a1a1a1a'
const date = new Date(Date.UTC(2024, 3, 2, 15, 30))
const at = { id, date }

const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n')

describe('an exported .eml, read by an independent parser', () => {
  it.each([
    [
      'English',
      'Second chances: three things to do this month',
      'Dear friends,\n\nThank you.\n',
      '<p>Thank you.</p>\n',
    ],
    [
      'Vietnamese',
      'Cơ hội thứ hai dành cho tất cả mọi người: ba việc có thể làm trong tháng này, và hai cuộc gọi giúp ích',
      'Thưa các bạn,\n\nCảm ơn các bạn đã đọc thư này. Ưu tiên của chúng ta là những gia đình.\n',
      '<p lang="vi">Cảm ơn các bạn đã đọc thư này. Ưu tiên của chúng ta là những gia đình.</p>',
    ],
    [
      'Spanish',
      '¿Segundas oportunidades? ¡Sí! Mañana también',
      'Señoras y señores:\n\nAño nuevo.',
      '<p lang="es">Año</p>',
    ],
    ['right to left', 'فرصة ثانية للجميع', 'مرحبا يا أصدقاء\n', '<p dir="rtl">مرحبا يا أصدقاء</p>'],
    [
      'a decomposed Vietnamese',
      'Cơ hội'.normalize('NFD'),
      'Cơ hội\n'.normalize('NFD'),
      `<p>${'Cơ'.normalize('NFD')}</p>`,
    ],
    [
      'awkward lines',
      'a=b',
      `From here\n.\n..\n--\n trailing \t\n${'long '.repeat(400)}\n=3D =20\n\n\n`,
      `<p>${'x'.repeat(3000)}</p>\n`,
    ],
  ])('%s: subject and both parts come back as they went in', async (_, subject, text, html) => {
    const eml = await composeEml(sampleMessage(1, { subject, text, html }), at)
    const parsed = await PostalMime.parse(eml)
    expect(parsed.subject).toBe(subject)
    expect(partOf(eml, 'text/plain')).toBe(crlf(text))
    expect(partOf(eml, 'text/html')).toBe(crlf(html))
    expect(parsed.text?.replace(/\r\n/g, '\n').trimEnd()).toBe(text.trimEnd())
    expect(parsed.html?.replace(/\r\n/g, '\n').trimEnd()).toBe(html.trimEnd())
  })

  it('is what a mail client opens: alternative parts, CRLF, lines that are not too long, ASCII only', async () => {
    const eml = (await composeEml(sampleMessage(1, { subject: 'Cơ hội thứ hai' }), at)).toString('latin1')
    expect(eml).toMatch(/^Content-Type: multipart\/alternative;/m)
    expect(eml).toMatch(/^Content-Transfer-Encoding: quoted-printable\r$/m)
    expect(eml).toMatch(/^MIME-Version: 1.0\r$/m)
    expect(eml).not.toMatch(/[^\r]\n|[^\p{ASCII}]/u)
    expect(eml.indexOf('text/plain')).toBeLessThan(eml.indexOf('text/html'))
    expect(Math.max(...eml.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998)
  })

  it('carries the headers', async () => {
    const message = sampleMessage(1, {
      from: '"Wayforward, News" <news@example.org>',
      to: 'Nguyễn Văn <nguyen@example.net>',
    })
    const parsed = await PostalMime.parse(await composeEml(message, at))
    const header = (name: string): string | undefined => parsed.headers.find(({ key }) => key === name)?.value
    expect(parsed.from).toMatchObject({ name: 'Wayforward, News', address: 'news@example.org' })
    expect(parsed.to).toMatchObject([{ name: 'Nguyễn Văn', address: 'nguyen@example.net' }])
    expect(parsed.replyTo).toMatchObject([{ address: 'hello@example.org' }])
    expect(parsed.messageId).toBe(`<${id}@example.org>`)
    expect(new Date(parsed.date ?? '')).toEqual(date)
    expect(header('list-unsubscribe')).toBe(message.headers['List-Unsubscribe'])
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(header('list-id')).toBe('<news.example.org>')
  })

  it('keeps a long unsubscribe URL in one piece, since it must work from the header alone', async () => {
    const url = `https://news.example.org/u/${'abcdefghij'.repeat(80)}`
    const parsed = await PostalMime.parse(
      await composeEml(sampleMessage(1, { headers: { 'List-Unsubscribe': `<${url}>` } }), at),
    )
    expect(parsed.headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe(`<${url}>`)
  })

  it('lets no value add a header', async () => {
    const message = sampleMessage(1, {
      subject: 'Hello\r\nBcc: evil@example.net',
      headers: { 'List-ID': 'a\r\nX-Evil: 1' },
    })
    const parsed = await PostalMime.parse(await composeEml(message, at))
    expect(parsed.bcc ?? []).toEqual([])
    expect(parsed.headers.map(({ key }) => key)).not.toContain('x-evil')
  })

  it('is the same every time', async () => {
    expect(await composeEml(sampleMessage(1), at)).toEqual(await composeEml(sampleMessage(1), at))
  })
})

/** The decoded bytes of a part by RFC 2045 6.7, without the parser's own tidying of line ends. */
function partOf(eml: Buffer, type: string): string {
  const source = eml.toString('latin1')
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1] ?? ''
  const part = source.split(`--${boundary}`).find((candidate) => candidate.includes(`Content-Type: ${type}`)) ?? ''
  const encoded = part.slice(part.indexOf('\r\n\r\n') + 4, -2)
  const bytes = encoded
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
