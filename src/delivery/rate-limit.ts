import type { Hints } from './provider.ts'

/** So many requests in any such time. */
export interface RateLimit {
  /** A whole number, at least 1. */
  limit: number
  windowMs: number
}

const second = 1000
const longestWindowMs = 60 * 60 * second
/** More than this is no limit that anybody sets for an account, so it is a slip, not news. */
const mostPerSecond = 1000

/** A limit for a number of requests a second; undefined for Infinity: no limit. */
export function rateOf(requestsPerSecond: number): RateLimit | undefined {
  if (!Number.isFinite(requestsPerSecond)) return undefined
  if (requestsPerSecond >= 1) return { limit: Math.floor(requestsPerSecond), windowMs: second }
  return { limit: 1, windowMs: second / requestsPerSecond }
}

/** The limit an answer names; a missing window is the known one, or a second. Undefined for none and for nonsense. */
export function readRateLimit(hints: Hints | undefined, known: RateLimit | undefined): RateLimit | undefined {
  const limit = Math.floor(hints?.limit ?? Number.NaN)
  const windowMs = hints?.windowMs ?? known?.windowMs ?? second
  if (!(limit >= 1) || !(windowMs >= second / 10) || windowMs > longestWindowMs) return undefined
  return limit / windowMs > mostPerSecond / second ? undefined : { limit, windowMs }
}
