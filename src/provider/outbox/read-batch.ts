import type { Message } from '../../delivery/message.ts'
import { messageFault } from './message-fault.ts'

/** Why a body is refused, in Resend's names. Names the e-mail by its place in the batch, never by its address. */
export interface Refusal {
  error: 'validation_error' | 'missing_required_field'
  message: string
}

const mostMessages = 100
/** Resend's limit for one e-mail, applied to the whole body. */
const mostBytes = 40_000_000

/** Read a batch body as strictly as Resend would: an array of 1 to 100 e-mails, each of them whole. */
export function readBatch(body: Uint8Array): { messages: Message[] } | { refusal: Refusal } {
  if (body.byteLength > mostBytes) return refuse(`The batch is larger than ${mostBytes / 1_000_000} MB.`)
  const items = parse(body)
  if (items === undefined) return refuse('The body is not JSON in UTF-8.')
  if (!Array.isArray(items)) return refuse('The body is not an array of e-mails.')
  if (items.length === 0 || items.length > mostMessages) {
    return refuse(`A batch holds 1 to ${mostMessages} e-mails; this one holds ${items.length}.`)
  }
  const messages: Message[] = []
  for (const [index, item] of items.entries()) {
    const fault = messageFault(item)
    if (fault) return { refusal: { ...fault, message: `E-mail ${index + 1} of ${items.length}: ${fault.message}` } }
    messages.push(item as Message)
  }
  return { messages }
}

function refuse(message: string): { refusal: Refusal } {
  return { refusal: { error: 'validation_error', message } }
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch {
    return undefined
  }
}
