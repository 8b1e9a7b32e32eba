import { describe, expect, it } from 'vitest'
import type { Attempt } from '../../src/delivery/batch.ts'
import { firstUnanswered, isTooLate, retryWindowMs } from '../../src/delivery/batch-history.ts'

/** `a` armed, `u` unknown, `r` refused, `l` later, `n` never reached; one a minute. */
function history(letters: string): Attempt[] {
  const events = { a: 'armed', u: 'unknown', r: 'refused', l: 'later', n: 'unreached' } as const
  return [...letters].map((letter, minute) => ({
    generation: 1,
    at: minute * 60_000,
    event: events[letter as keyof typeof events],
    status: null,
    error: null,
  }))
}

describe('whether a batch may still be repeated', () => {
  it.each([
    ['nothing yet', '', undefined],
    ['a kill right after arming', 'a', 0],
    ['a lost answer', 'au', 0],
    ['a refusal', 'ar', undefined],
    ['a refusal, then a lost answer', 'arau', 2],
    ['a lost answer, then refusals', 'auarar', 0],
    ['a kill, then a refusal of the second arming', 'aar', 0],
    ['rate limits only', 'alalal', undefined],
    ['never reached, then killed', 'ana', 2],
  ])('%s: the clock runs from the first attempt without an answer', (_, letters, minute) => {
    const since = firstUnanswered(history(letters), 1)
    expect(since).toBe(minute === undefined ? undefined : minute * 60_000)
  })

  it('repeats for twenty hours after the first unanswered attempt, and not a moment longer', () => {
    const lost = history('au')
    expect(isTooLate(lost, 1, retryWindowMs)).toBe(false)
    expect(isTooLate(lost, 1, retryWindowMs + 1)).toBe(true)
    expect(isTooLate(history('ar'), 1, retryWindowMs * 100)).toBe(false)
  })

  it('asks each generation for its own history', () => {
    expect(firstUnanswered(history('au'), 2)).toBeUndefined()
  })
})
