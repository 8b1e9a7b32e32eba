import { maskText } from '../mask.ts'
import type { Exchange } from './exchange.ts'

/** Why a question was not answered with a JSON document; undefined when it was. */
export function whyFailed(exchange: Exchange): string | undefined {
  const { status, text } = exchange
  if (status === null) return exchange.reached ? 'Resend did not answer.' : 'Resend could not be reached.'
  const body = parse(text)
  if (status >= 200 && status < 300) {
    return body === undefined ? 'The answer of Resend did not arrive whole.' : undefined
  }
  const { name, message } = errorIn(body)
  if (name === 'restricted_api_key') {
    return 'The key in RESEND_READ_KEY may only send. Reading needs a key with full access.'
  }
  if (status === 401 || status === 403) return `Resend refused the key in RESEND_READ_KEY (${status}${said(name)}).`
  return `Resend answered ${status}${said(name)}${message === undefined ? '.' : `: ${maskText(message)}`}`
}

/** Whether it may be otherwise in a moment. */
export function isPassing(exchange: Exchange): boolean {
  const { status, text } = exchange
  if (status === null || isRateLimit(exchange) || status >= 500) return true
  return status >= 200 && status < 300 && parse(text) === undefined
}

/** A 429 for the rate; those for a quota do not pass in a moment. */
export function isRateLimit({ status, text }: Exchange): boolean {
  return status === 429 && !(errorIn(parse(text)).name ?? '').endsWith('quota_exceeded')
}

function said(name: string | undefined): string {
  return name === undefined ? '' : ` ${maskText(name)}`
}

function errorIn(body: unknown): { name?: string; message?: string } {
  if (typeof body !== 'object' || body === null) return {}
  const field = (name: string): string | undefined => {
    const value: unknown = Reflect.get(body, name)
    return typeof value === 'string' ? value : undefined
  }
  return { name: field('name'), message: field('message') }
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
