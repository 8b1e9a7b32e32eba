import { IANAZone } from 'luxon'
import { z } from 'zod'
import { isCalendarDate, isLocalTime } from '../../issue/calendar-date.ts'

/** Whose words a block carries: an organisation of the network, or the person behind a consent record. */
export type Speaker = { kind: 'org'; member: string } | { kind: 'story'; record: string }

/** Wraps a value the way every attribute's message reads: “It has to be …”. */
const text = (expected: string) => z.string(expected).trim().min(1, expected)

/** Words of the author's own. */
export const words = text('a few words')

/** `yyyy-mm-dd`, a day that exists. */
export const date = text('a date such as 2024-04-30').refine(isCalendarDate, 'a day that exists, such as 2024-04-30')

/** `yyyy-mm-ddThh:mm`, on the clock of the event's zone. */
export const localTime = text('a date and time such as 2024-04-30T18:00').refine(
  isLocalTime,
  'a date and time that exists, such as 2024-04-30T18:00',
)

export const zone = text('a time zone such as America/Los_Angeles').refine(
  (name) => IANAZone.isValidZone(name) && !/^(utc|gmt)?[+-]/i.test(name),
  'a time zone by place, such as America/Los_Angeles',
)

/** An address a reader can follow from a mail. */
export const href = text('a whole web address such as https://example.org/act').refine(
  (url) => isUrl(url, ['https:', 'http:', 'mailto:', 'tel:']),
  'a whole address: https://…, mailto:… or tel:…',
)

export const webHref = text('a whole web address such as https://example.org/watch').refine(
  (url) => isUrl(url, ['https:', 'http:']),
  'a whole web address that begins with https://',
)

/** The key of a member in newsletter.yaml; whether it exists there is a check's question. */
export const memberId = text('the id of a member, such as ilrc').regex(
  /^[a-z0-9][a-z0-9-]*$/,
  'the id of a member as newsletter.yaml has it: small letters, digits and hyphens',
)

export const speaker = text('org: and a member, such as org:ilrc, or a consent record, such as s-12')
  .regex(
    /^(org:[a-z0-9][a-z0-9-]*|s-[A-Za-z0-9]+)$/,
    'either org: and the id of a member (org:ilrc), or the number of a consent record (s-12)',
  )
  .transform(
    (value): Speaker =>
      value.startsWith('org:') ? { kind: 'org', member: value.slice(4) } : { kind: 'story', record: value },
  )

/** `m:ss` or `h:mm:ss`. */
export const duration = text('a length such as 3:42').regex(
  /^(\d{1,2}:[0-5]\d|\d{1,2}:[0-5]\d:[0-5]\d)$/,
  'a length in minutes and seconds, such as 3:42 or 1:02:10',
)

/** The languages a video has captions in; `none` says plainly that there are none. */
export const captions = text('the languages of the captions, such as "en,es", or "none"')
  .regex(
    /^(none|[a-z]{2,3}(-[A-Za-z0-9]+)*(\s*,\s*[a-z]{2,3}(-[A-Za-z0-9]+)*)*)$/,
    'the languages of the captions, such as "en,es", or "none"',
  )
  .transform((value) => (value === 'none' ? [] : value.split(',').map((tag) => tag.trim())))

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(...choices: Words) {
  return z.enum(choices, `one of ${choices.join(', ')}`)
}

function isUrl(url: string, protocols: string[]): boolean {
  if (/\s/.test(url) || !URL.canParse(url)) return false
  const { protocol, hostname, pathname } = new URL(url)
  return protocols.includes(protocol) && (protocol.startsWith('http') ? hostname !== '' : pathname !== '')
}
