import type { Outcome } from '../../delivery/provider.ts'
import { maskText } from '../mask.ts'
import type { Exchange } from './exchange.ts'
import { meaningOf } from './known-refusals.ts'
import { readHints } from './read-hints.ts'
import { retryAfterMs } from './retry-after.ts'

/**
 * What an exchange proves about a batch of `count` e-mails. Accepted needs the exact number of distinct ids; refused needs
 * Resend's own error with the status it belongs to; everything else may have been accepted.
 */
export function readOutcome(exchange: Exchange, count: number, now: number): Outcome {
  const hints = readHints(exchange.headers)
  const outcome = readMatter(exchange, count, now)
  return hints ? { ...outcome, hints } : outcome
}

function readMatter(exchange: Exchange, count: number, now: number): Outcome {
  const { status } = exchange
  if (status === null || exchange.text === null) return unknown(exchange, whatStopped(exchange))
  const body = parse(exchange.text)

  if (status >= 200 && status < 300) {
    const ids = readIds(body, count)
    return ids
      ? { kind: 'accepted', ids }
      : unknown(exchange, `Resend answered ${status}, but without one id for each of ${count} e-mails.`)
  }
  if (status >= 300 && status < 400) {
    return unknown(exchange, `The address of Resend answered with a redirect (${status}), which is never followed.`)
  }
  const error = readError(body, status)
  const meaning = error && meaningOf(status, error.name)
  if (status === 429 && !meaning) {
    // A proxy's: it proves nothing about what is behind it, and is waited for all the same.
    return { kind: 'later', retryAfterMs: retryAfterMs(exchange.headers, now), error: 'rate_limited', unproven: true }
  }
  if (!error || !meaning) return unknown(exchange, `Resend answered ${status}, which does not say whether it accepted.`)
  if (meaning === 'later') {
    return {
      kind: 'later',
      retryAfterMs: retryAfterMs(exchange.headers, now),
      error: error.name,
      ...(status === 409 && { inFlight: true }),
    }
  }
  return { kind: 'refused', scope: meaning, status, error: error.name, message: maskText(error.message) }
}

function unknown({ reached, status }: Exchange, message: string): Outcome {
  return { kind: 'unknown', reached, status, message }
}

function whatStopped({ reached, status, stopped }: Exchange): string {
  if (stopped === 'timeout') return 'Resend did not answer in time.'
  if (stopped === 'aborted') return 'The request was stopped before Resend answered.'
  const code = stopped === null ? '' : ` (${maskText(stopped)})`
  if (!reached) return `Resend could not be reached${code}.`
  if (status === null) return `The connection broke before Resend answered${code}.`
  return `The connection broke while Resend was answering${code}.`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function get(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function readIds(body: unknown, count: number): string[] | undefined {
  const data = get(body, 'data')
  // `errors` belongs to permissive batches, which are never asked for: with it the answer is not the one that was expected.
  if (!Array.isArray(data) || data.length !== count || get(body, 'errors') !== undefined) return undefined
  const ids = data.map((item: unknown) => get(item, 'id'))
  if (!ids.every((id): id is string => typeof id === 'string' && id.length > 0)) return undefined
  return new Set(ids).size === count ? ids : undefined
}

function readError(body: unknown, status: number): { name: string; message: string } | undefined {
  const name = get(body, 'name')
  const message = get(body, 'message')
  const statusCode = get(body, 'statusCode')
  if (typeof name !== 'string' || typeof message !== 'string') return undefined
  return statusCode === undefined || statusCode === status ? { name, message } : undefined
}
