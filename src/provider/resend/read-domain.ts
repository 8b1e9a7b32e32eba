import { z } from 'zod'
import { readTime } from './read-time.ts'

/** One entry in the domain name system that Resend asks for. */
export interface DomainRecord {
  /** `SPF` for the bounces, `DKIM` for the signature; others concern receiving and tracking. */
  purpose: string
  /** `TXT`, `MX`, `CNAME` … */
  type: string
  /** The whole name, without a dot at its end. */
  name: string
  value: string
  /** Of an MX. */
  priority?: number
  /** As Resend writes it: `Auto`, or seconds. */
  ttl: string
  /** What Resend found: `verified`, `pending`, `failed` … */
  status: string
}

/** A sending domain as Resend's own page shows it. */
export interface DomainDetails {
  name: string
  /** `verified`, `pending`, `partially_failed` … */
  status: string
  region: string
  /** False only where Resend says that nothing may be sent from it. */
  sends: boolean
  /** Undefined where nothing is said: that is not off. */
  openTracking?: boolean
  clickTracking?: boolean
  /** When it was added, epoch milliseconds. */
  createdAt?: number
  records: DomainRecord[]
}

const text = z.string().nullish()
const flag = z.boolean().nullish()

/** What `GET /domains/:id` answers, as far as it is read. */
export const domainDetails = z.object({
  name: z.string().min(1),
  status: z.string(),
  region: text,
  created_at: z.unknown(),
  open_tracking: flag,
  click_tracking: flag,
  capabilities: z.object({ sending: text }).nullish(),
  records: z
    .array(
      z.object({
        record: z.string(),
        type: z.string(),
        name: z.string(),
        value: z.string(),
        priority: z.number().nullish(),
        ttl: z.union([z.string(), z.number()]).nullish(),
        status: text,
      }),
    )
    .nullish(),
})

/** The same in our words. */
export function readDomain(answer: z.infer<typeof domainDetails>): DomainDetails {
  const { name, status, region, open_tracking: open, click_tracking: click } = answer
  const createdAt = readTime(answer.created_at)
  return {
    name,
    status,
    region: region ?? 'unknown',
    sends: answer.capabilities?.sending !== 'disabled',
    ...(typeof open === 'boolean' && { openTracking: open }),
    ...(typeof click === 'boolean' && { clickTracking: click }),
    ...(createdAt !== undefined && { createdAt }),
    records: (answer.records ?? []).map(({ record, type, name: given, value, priority, ttl, status: found }) => ({
      purpose: record,
      type,
      name: wholeName(given, name),
      // Shown in quotes by some pages; they are no part of it.
      value: value.trim().replace(/^"(.*)"$/s, '$1'),
      ...(typeof priority === 'number' && { priority }),
      ttl: String(ttl ?? 'Auto'),
      status: found ?? 'unknown',
    })),
  }
}

/**
 * Resend names records as one pastes them: without the zone, which for news.example.org may be example.org (`send.news`) or
 * the domain itself (`send`).
 */
export function wholeName(given: string, domain: string): string {
  const name = given.trim().toLowerCase().replace(/\.$/, '')
  const labels = domain.toLowerCase().split('.')
  const whole = labels.join('.')
  if (name === '' || name === '@' || name === whole) return whole
  if (name.endsWith(`.${whole}`)) return name
  // The longest beginning of the domain that the name ends with already.
  for (let shared = labels.length - 1; shared > 0; shared -= 1) {
    if (name.endsWith(`.${labels.slice(0, shared).join('.')}`)) return [name, ...labels.slice(shared)].join('.')
  }
  return `${name}.${whole}`
}
