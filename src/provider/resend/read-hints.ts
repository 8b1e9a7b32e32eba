import type { Hints } from '../../delivery/provider.ts'

/**
 * What an answer's headers say of the rate limit and of the provider's clock: `ratelimit-limit`, `-policy` (`10;w=1`: the
 * window in seconds), `-remaining`, `-reset` (seconds) and `date` (RFC 9110 6.6.1). Only what is a number that can be meant
 * is kept; undefined when nothing is.
 */
export function readHints(headers: Record<string, string>): Hints | undefined {
  const policy = headers['ratelimit-policy'] ?? ''
  const limit = readNumber(headers['ratelimit-limit']) ?? readNumber(/^\s*(\d+)\s*;/.exec(policy)?.[1])
  const windowSeconds = readNumber(/;\s*w=(\d+)/.exec(policy)?.[1])
  const remaining = readNumber(headers['ratelimit-remaining'])
  const resetSeconds = readNumber(headers['ratelimit-reset'])
  const serverTime = Date.parse(headers.date ?? '')
  const hints: Hints = {
    ...(limit !== undefined && limit > 0 && { limit }),
    ...(windowSeconds !== undefined && windowSeconds > 0 && { windowMs: windowSeconds * 1000 }),
    ...(remaining !== undefined && { remaining }),
    ...(resetSeconds !== undefined && { resetMs: resetSeconds * 1000 }),
    ...(Number.isFinite(serverTime) && { serverTime }),
  }
  return Object.keys(hints).length > 0 ? hints : undefined
}

function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,9}(\.\d{1,9})?\s*$/.test(text) ? Number(text) : undefined
}
