import { createPublicKey } from 'node:crypto'
import { type Finding, fail, ok, warn } from './line.ts'
import { readTags } from './read-tags.ts'

const subject = 'DKIM'
/** RFC 8301, 3.2: a verifier must not take shorter ones. */
const fewestBits = 1024

/**
 * Whether the key that mails are signed with stands in the DNS, by RFC 6376.
 *
 * @param name `resend._domainkey.<domain>`.
 * @param texts its TXT records.
 * @param expected the record Resend asks for; undefined where nobody could ask it.
 */
export function judgeDkim(name: string, texts: string[], expected: string | undefined): Finding {
  const paste =
    expected === undefined
      ? `Copy the DKIM record of this domain from resend.com/domains to ${name}.`
      : `Enter the DKIM record that \`npx wayforward doctor --dns\` prints at ${name}, in place of what is there.`
  const [record] = texts
  if (record === undefined) {
    return fail(subject, `There is no key at ${name}, so no mail can prove that it is yours.`, paste)
  }
  if (texts.length > 1) {
    return fail(
      subject,
      `There are ${texts.length} records at ${name}. Receivers take any of them, which may be the wrong one (RFC 6376).`,
      `Remove all but the one of Resend. ${paste}`,
    )
  }
  const tags = readTags(record)
  const key = tags?.find(([tag]) => tag === 'p')?.[1].replace(/\s+/g, '')
  if (!tags || key === undefined) {
    return fail(subject, `What stands at ${name} is no DKIM key: it has no “p=”, or is malformed.`, paste)
  }
  const version = tags.find(([tag]) => tag === 'v')
  if (version && (version[1] !== 'DKIM1' || version !== tags[0])) {
    return fail(subject, `The record at ${name} is malformed: “v=DKIM1” is its beginning, or is left out.`, paste)
  }
  if (key === '') return fail(subject, `The key at ${name} is empty: that withdraws it (RFC 6376).`, paste)
  const wanted =
    expected &&
    readTags(expected)
      ?.find(([tag]) => tag === 'p')?.[1]
      .replace(/\s+/g, '')
  if (wanted && wanted !== key) {
    const part = wanted.startsWith(key) ? ' It is cut off.' : ''
    return fail(subject, `The key at ${name} is not the one of Resend, so every signature fails.${part}`, paste)
  }
  if (tags.some(([tag, value]) => tag === 't' && value.split(':').includes('y'))) {
    return warn(subject, `The key at ${name} says that it is a test (t=y), so receivers take it for none.`, paste)
  }
  if (wanted) return ok(subject, `The key at ${name} is the one of Resend.`)
  const bits = bitsOf(key)
  if (bits === undefined) return fail(subject, `The key at ${name} cannot be read: a part of it is missing.`, paste)
  if (bits < fewestBits)
    return fail(subject, `The key at ${name} has ${bits} bits; receivers want ${fewestBits}.`, paste)
  return ok(subject, `There is a key at ${name} (${bits} bits); whether it is that of Resend could not be asked.`)
}

/** Length of an RSA key in base64; other kinds count as long enough. Undefined when it is none. */
function bitsOf(key: string): number | undefined {
  const der = Buffer.from(key, 'base64')
  // RFC 8463: 32 bytes as they are.
  if (der.length === 32) return 256 * 8
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' }).asymmetricKeyDetails?.modulusLength
  } catch {
    return undefined
  }
}
