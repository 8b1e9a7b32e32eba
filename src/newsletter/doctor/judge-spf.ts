import { type Finding, fail, ok, warn } from './line.ts'

const subject = 'SPF'
/** RFC 7208, 4.6.4: more lookups than these and the whole record is an error. */
const lookupsMost = 10
const looksUp = /^(include|a|mx|ptr|exists|redirect)$/
const mechanism = /^[+\-~?]?(all|include:.+|a([:/].+)?|mx([:/].+)?|ptr(:.+)?|ip4:.+|ip6:.+|exists:.+)$/i
/** RFC 7208, 6: what is not known is left out, as long as it has the form of a modifier. */
const modifier = /^[a-z][\w.-]*=/i

/**
 * What the SPF record of the domain in a mail's envelope says of Resend, by RFC 7208. Receivers ask the envelope's domain,
 * where bounces go, and not that of the sender's address.
 *
 * @param name the domain of the envelope.
 * @param texts its TXT records.
 * @param expected the record Resend asks for.
 */
export function judgeSpf(name: string, texts: string[], expected: string): Finding {
  const records = texts.filter((text) => /^v=spf1( |$)/i.test(text))
  const [record] = records
  const paste = `Enter this TXT record at ${name}, and no other that begins with v=spf1: ${expected}`
  if (record === undefined) {
    const slip = texts.find((text) => /^["'\s]*v\s*=?\s*spf/i.test(text))
    const said = slip
      ? `${name} has a record that is nearly SPF: “${slip.slice(0, 60)}”.`
      : `${name} has no SPF record.`
    return fail(subject, `${said} Receivers cannot tell that Resend may send for you.`, paste)
  }
  if (records.length > 1) {
    return fail(
      subject,
      `${name} has ${records.length} SPF records. More than one is an error (RFC 7208), and receivers then take none of them.`,
      `Remove all but one, so that this stays: ${expected}`,
    )
  }
  const terms = termsOf(record)
  const broken = terms.find((term) => !mechanism.test(term) && !modifier.test(term))
  if (broken !== undefined) {
    return fail(subject, `The SPF record of ${name} cannot be read at “${broken.slice(0, 40)}” (RFC 7208).`, paste)
  }
  const lookups = terms.filter((term) => looksUp.test(kindOf(term))).length
  if (lookups > lookupsMost) {
    return fail(
      subject,
      `The SPF record of ${name} asks for ${lookups} further lookups; more than ${lookupsMost} make it an error (RFC 7208, 4.6.4).`,
      paste,
    )
  }
  if (terms.some((term) => /^\+?all$/i.test(term))) {
    return fail(subject, `The SPF record of ${name} ends in “+all”: anybody may send in your name.`, paste)
  }
  const missing = allowing(expected).filter((term) => !allowing(record).includes(term))
  if (missing.length > 0) {
    return fail(subject, `The SPF record of ${name} does not allow Resend: ${missing.join(' ')} is missing.`, paste)
  }
  if (/(^| )redirect=/i.test(record) && !terms.some((term) => kindOf(term) === 'all')) {
    return warn(subject, `${name} allows Resend, and hands the rest over by “redirect=”.`, paste)
  }
  return ok(subject, `${name} allows Resend to send.`)
}

const termsOf = (record: string): string[] => record.split(/ +/).slice(1).filter(Boolean)
const kindOf = (term: string): string => /^[+\-~?]?([a-z0-9]+)/i.exec(term)?.[1]?.toLowerCase() ?? ''

/** The terms that let a sender pass. */
function allowing(record: string): string[] {
  return termsOf(record)
    .filter((term) => /^\+?(include|ip4|ip6|a|mx|exists)\b/i.test(term))
    .map((term) => term.replace(/^\+/, '').toLowerCase())
}
