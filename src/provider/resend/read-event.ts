import { z } from 'zod'
import type { ProviderEvent } from '../../delivery/report.ts'
import { readTime } from './read-time.ts'

// Whatever is not as expected is taken as absent: a signed word is noted as far as it can be read.
const text = z.string().optional().catch(undefined)
const detail = z
  .string()
  .regex(/^[\w -]{1,60}$/)
  .optional()
  .catch(undefined)
const tagList = z
  .array(z.object({ name: z.string(), value: z.string() }))
  .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value])))
const event = z.object({
  type: z.string().regex(/^[a-z][a-z_.]{0,99}$/),
  created_at: text,
  data: z
    .object({
      email_id: z
        .string()
        .regex(/^[\w-]{1,100}$/)
        .optional()
        .catch(undefined),
      // A record in webhooks, a list where e-mails are sent and read.
      tags: z.union([z.record(z.string(), z.string()), tagList]).catch({}),
      bounce: z.object({ type: detail, subType: detail }).catch({}),
      failed: z.object({ reason: detail }).catch({}),
      suppressed: z.object({ type: detail }).catch({}),
    })
    .catch({ tags: {}, bounce: {}, failed: {}, suppressed: {} }),
})
type Data = z.infer<typeof event>['data']

/** No e-mail of ours is older. */
const earliest = Date.UTC(2020)
const toleranceMs = 5 * 60_000

/**
 * A verified webhook in the words of delivery/: no address, no subject, no message of a mail server. `id` and `signedAt`
 * (epoch milliseconds) are those of its signature. Undefined for what has no type.
 */
export function readEvent(said: unknown, id: string, signedAt: number): ProviderEvent | undefined {
  const parsed = event.safeParse(said)
  if (!parsed.success) return undefined
  const { type, created_at: createdAt, data } = parsed.data
  const happened = readTime(createdAt)
  const believable = happened !== undefined && happened >= earliest && happened <= signedAt + toleranceMs
  const meaning = data.email_id === undefined ? undefined : meaningOf(type, data)
  return {
    id,
    at: believable ? happened : signedAt,
    kind: meaning?.kind ?? 'other',
    type,
    ...(data.email_id !== undefined && { emailId: data.email_id }),
    tags: data.tags,
    detail: meaning?.detail ?? null,
  }
}

function meaningOf(type: string, { bounce, failed, suppressed }: Data): Pick<ProviderEvent, 'kind' | 'detail'> {
  switch (type) {
    case 'email.delivered':
      return { kind: 'delivered', detail: null }
    case 'email.delivery_delayed':
      return { kind: 'delayed', detail: null }
    case 'email.complained':
      return { kind: 'complained', detail: null }
    case 'email.failed':
      return { kind: 'failed', detail: failed.reason ?? null }
    case 'email.suppressed':
      return { kind: 'suppressed', detail: suppressed.type ?? null }
    case 'email.bounced':
      return {
        // Only Permanent says that the mailbox is gone.
        kind: bounce.type === 'Permanent' ? 'bounced' : 'soft_bounced',
        detail: [bounce.type, bounce.subType].filter((part) => part !== undefined).join('/') || null,
      }
    default:
      return { kind: 'other', detail: null }
  }
}
