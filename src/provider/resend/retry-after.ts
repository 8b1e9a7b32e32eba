const leastMs = 200
const mostMs = 60 * 60 * 1000
const fallbackMs = 1000

/**
 * How long to wait: `retry-after` in seconds or as an HTTP date (RFC 9110 10.2.3), else `ratelimit-reset` in seconds, else a
 * second. Never so short that it spins, never longer than an hour: asking again costs nothing.
 */
export function retryAfterMs(headers: Record<string, string>, now: number): number {
  const asked = read(headers['retry-after'], now) ?? read(headers['ratelimit-reset'], now) ?? fallbackMs
  return Math.min(mostMs, Math.max(leastMs, Math.ceil(asked)))
}

function read(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\s*\d+(\.\d+)?\s*$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : date - now
}
