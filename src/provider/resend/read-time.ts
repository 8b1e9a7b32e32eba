/**
 * A time as Resend writes it, in epoch milliseconds: ISO 8601, or as PostgreSQL prints it (`2023-04-03 22:13:42.674981+00`),
 * which not every engine reads. Without a zone it is UTC. Undefined for anything else.
 */
export function readTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const parts = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d+)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/.exec(text.trim())
  if (!parts) return undefined
  const [, date, time, fraction = '', zone = 'Z'] = parts
  const [, hours, minutes = '00'] = /^([+-]\d\d):?(\d\d)?$/.exec(zone) ?? []
  const read = Date.parse(`${date}T${time}${fraction.slice(0, 4)}${hours === undefined ? 'Z' : `${hours}:${minutes}`}`)
  return Number.isNaN(read) ? undefined : read
}
