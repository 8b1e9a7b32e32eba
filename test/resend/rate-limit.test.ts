import { describe, expect, it } from 'vitest'
import { RateLimit, type RateLimitKind } from './rate-limit.ts'

const start = Date.UTC(2024, 3, 2)

/** How many of the requests at these milliseconds are let through. */
function allowed(kind: RateLimitKind, times: number[], perSecond = 2): number[] {
  const limit = new RateLimit(perSecond, kind, start)
  return times.filter((time) => limit.take(start + time).refusal === undefined)
}

describe('three readings of “so many requests a second”', () => {
  it('bucket: full at the start, then one each half second', () => {
    expect(allowed('bucket', [0, 0, 0, 499, 500, 999, 1000, 1001])).toEqual([0, 0, 500, 1000])
  })

  it('fixed: anew with each second of the clock', () => {
    expect(allowed('fixed', [0, 900, 950, 1000, 1001, 1002, 2000])).toEqual([0, 900, 1000, 1001, 2000])
  })

  it('sliding: never more in any second, so the two of a fixed edge are refused', () => {
    expect(allowed('sliding', [0, 900, 950, 1000, 1001, 1899, 1900])).toEqual([0, 900, 1000, 1900])
  })

  it('a fixed window of a later second is no debt of an earlier one; idle time fills a bucket no higher', () => {
    expect(allowed('fixed', [0, 5000, 5000, 5000])).toEqual([0, 5000, 5000])
    expect(allowed('bucket', [0, 5000, 5000, 5000])).toEqual([0, 5000, 5000])
  })

  it.each<RateLimitKind>([
    'bucket',
    'fixed',
    'sliding',
  ])('%s: says what is left, and after how many seconds to come back', (kind) => {
    const limit = new RateLimit(2, kind, start)
    const answers = [limit.take(start), limit.take(start), limit.take(start)]
    expect(answers.map(({ headers }) => headers['ratelimit-remaining'])).toEqual(['1', '0', '0'])
    expect(answers[2]?.headers).toMatchObject({
      'ratelimit-limit': '2',
      'ratelimit-policy': '2;w=1',
      'ratelimit-reset': '1',
    })
    expect(answers[2]?.refusal).toMatchObject({ status: 429, headers: { 'retry-after': '1' } })
    // Coming back when told is enough.
    expect(limit.take(start + 1000).refusal).toBeUndefined()
  })
})
