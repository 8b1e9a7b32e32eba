const address = /(?:"[^"\r\n]*"|[^\s"'`<>()[\]{},;:]+)(?:@|%40|＠)[^\s"'`<>()[\]{},;:]+/giu
// A display name is as telling as the address behind it: `Ana Reyes <ana@example.org>` goes whole.
const mailbox = /(?:"[^"\r\n]*"|[^"'`<>:;,\r\n]*)<[^<>]*(?:@|%40|＠)[^<>]*>/giu
const apiKey = /\bre_[A-Za-z0-9_]+|\bBearer\s+\S+/gi

/**
 * Make words that came from outside safe to log and show: no address, no name before an address, no API key, no control
 * characters, at most 300 characters. Resend's validation messages can quote what they refuse.
 */
export function maskText(text: string): string {
  const masked = text
    .slice(0, 4000)
    .replace(/\p{Cc}+/gu, ' ')
    .replace(mailbox, '(address)')
    .replace(address, '(address)')
    .replace(apiKey, '(key)')
    .trim()
  return masked.length > 300 ? `${masked.slice(0, 299)}…` : masked
}
