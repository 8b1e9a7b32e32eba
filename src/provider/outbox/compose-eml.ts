import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Message } from '../../delivery/message.ts'

/**
 * The e-mail as a file a mail client opens (RFC 5322, multipart/alternative, CRLF). The same message, id and date give the
 * same bytes. Headers are written by the composer, which folds them and neutralises line breaks.
 */
export async function composeEml(message: Message, { id, date }: { id: string; date: Date }): Promise<Buffer> {
  const domain = /@([^@>\s]+)>?\s*$/.exec(message.from)?.[1] ?? 'localhost.invalid'
  const part = (contentType: string, content: string) => ({
    contentType: `${contentType}; charset=utf-8`,
    content,
    // Chosen here: left alone, the composer takes base64 for Vietnamese and format=flowed for plain English.
    contentTransferEncoding: 'quoted-printable',
  })
  const composer = new MailComposer({
    from: message.from,
    to: message.to,
    replyTo: message.reply_to,
    subject: message.subject,
    date,
    messageId: `<${id}@${domain}>`,
    headers: Object.entries(message.headers).map(([key, value]) => ({ key, value })),
    alternatives: [part('text/plain', message.text), part('text/html', message.html)],
    baseBoundary: createHash('sha256').update(id).digest('hex').slice(0, 24),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return await composer.compile().build()
}
