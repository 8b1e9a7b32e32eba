import type { Newsletter } from '../issue/newsletter.ts'
import { createEnvelope } from './envelope.ts'
import type { Notice } from './notice.ts'

/** What a notice says to one person; `headers` beyond those that mark it as automatic. */
interface NoticeWords {
  to: string
  subject: string
  text: string
  html: string
  headers?: Record<string, string>
}

/** A notice from the newsletter's sender. RFC 3834: marked as automatic, so that no out-of-office answers it. */
export function composeNotice(
  newsletter: Newsletter,
  { to, subject, text, html, headers = {} }: NoticeWords,
): Notice['message'] {
  const { from, replyTo } = createEnvelope(newsletter)
  return {
    from,
    headers: { 'Auto-Submitted': 'auto-generated', ...headers },
    html,
    reply_to: replyTo,
    subject,
    text,
    to,
  }
}
