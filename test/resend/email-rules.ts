import { type AddressRules, addressesOf, addressFault } from './address-rules.ts'

export interface Rejection {
  name: string
  message: string
}

const invalid = (message: string): Rejection => ({ name: 'validation_error', message })
const known = new Set(
  'from to cc bcc reply_to subject html text headers tags scheduled_at attachments template topic_id'.split(' '),
)
const day = 24 * 60 * 60 * 1000

/** The rules of `POST /emails`; `inBatch` adds those of a batch. Written from Resend's documentation, not from our code. */
export function rejectEmail(
  email: unknown,
  rules: AddressRules & { inBatch: boolean; now: number },
): Rejection | undefined {
  if (typeof email !== 'object' || email === null || Array.isArray(email))
    return invalid('Each email must be an object.')
  const fields = email as Record<string, unknown>
  // Resend drops what it does not know in silence, which has cost people a schedule. A test server says so.
  for (const name of Object.keys(fields)) if (!known.has(name)) return invalid(`Unknown field \`${name}\`.`)
  for (const name of ['from', 'to', 'subject']) {
    if (fields[name] === undefined) return { name: 'missing_required_field', message: `Missing \`${name}\` field.` }
  }
  return (
    addressFields(fields, rules) ??
    contents(fields) ??
    customHeaders(fields.headers) ??
    tags(fields.tags) ??
    schedule(fields.scheduled_at, rules.now) ??
    (rules.inBatch && fields.attachments !== undefined
      ? invalid('The `attachments` field is not supported in batch.')
      : undefined)
  )
}

function addressFields(fields: Record<string, unknown>, rules: AddressRules): Rejection | undefined {
  if (typeof fields.from !== 'string' || addressFault(fields.from, { refuseReservedDomains: false })) {
    return {
      name: 'invalid_from_address',
      message:
        'Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.',
    }
  }
  let recipients = 0
  for (const name of ['to', 'cc', 'bcc', 'reply_to']) {
    if (fields[name] === undefined) continue
    const list = addressesOf(fields[name])
    if (!list || (name === 'to' && list.length === 0)) return invalid(`Invalid \`${name}\` field.`)
    if (name !== 'reply_to') recipients += list.length
    for (const address of list) {
      const fault = addressFault(address, name === 'reply_to' ? { refuseReservedDomains: false } : rules)
      if (fault) return invalid(`Invalid \`${name}\` field: ${fault} (${address})`)
    }
  }
  return recipients > 50 ? invalid('The number of recipients cannot exceed 50.') : undefined
}

function contents({ subject, html, text, template }: Record<string, unknown>): Rejection | undefined {
  if (typeof subject !== 'string' || subject === '') return invalid('Invalid `subject` field.')
  if (/[\r\n]/.test(subject)) return invalid('The `subject` field must not contain line breaks.')
  if (html === undefined && text === undefined && template === undefined) {
    return { name: 'missing_required_field', message: 'Missing `html` or `text` field.' }
  }
  if (template !== undefined && (html !== undefined || text !== undefined)) {
    return invalid('Use either `template` or `html` and `text`, not both.')
  }
  for (const part of [html, text]) if (part !== undefined && typeof part !== 'string') return invalid('Invalid body.')
  return undefined
}

function customHeaders(headers: unknown): Rejection | undefined {
  if (headers === undefined) return undefined
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers))
    return invalid('Invalid `headers` field.')
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return invalid('Invalid header name.')
    if (typeof value !== 'string' || /[\r\n\0]/.test(value)) return invalid(`Invalid value of header ${name}.`)
  }
  return undefined
}

function tags(list: unknown): Rejection | undefined {
  if (list === undefined) return undefined
  if (!Array.isArray(list) || list.length > 75) return invalid('Invalid `tags` field.')
  for (const tag of list as { name?: unknown; value?: unknown }[]) {
    for (const part of [tag?.name, tag?.value]) {
      if (typeof part !== 'string' || part.length === 0 || part.length > 256 || /[^\w-]/.test(part)) {
        return invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.')
      }
    }
  }
  return undefined
}

function schedule(at: unknown, now: number): Rejection | undefined {
  if (at === undefined) return undefined
  const time = typeof at === 'string' ? Date.parse(at) : Number.NaN
  if (Number.isNaN(time)) return invalid('Invalid `scheduled_at` field.')
  return time > now + 30 * day ? invalid('Emails cannot be scheduled more than 30 days in advance.') : undefined
}
