import { describe, expect, it } from 'vitest'
import { SlidingWindowServer } from './limited-servers.ts'
import { constant, jitter, jitterEachWay, pace } from './pace.ts'

const seeds = [1, 2, 3, 4, 5]

describe('a server that counts every second strictly, wherever it begins', () => {
  it.each([1, 2, 5, 10, 20])('%i a second with one steady way: even spacing is enough', async (limit) => {
    const server = new SlidingWindowServer(limit)
    const { ratio, refusedAt } = await pace({ server, latency: constant(240), seconds: 120 })
    expect(ratio).toBeGreaterThanOrEqual(0.99)
    expect(refusedAt.filter((at) => at > 1000)).toEqual([])
  })

  it.each([2, 5, 10, 20])('%i a second, 75 to 175 ms each way: at least 93 percent of the limit', async (limit) => {
    for (const seed of seeds) {
      const server = new SlidingWindowServer(limit)
      const { ratio, refusedAt, acceptedAt } = await pace({ server, latency: jitterEachWay, seconds: 300, seed })
      expect(ratio).toBeGreaterThanOrEqual(0.93)
      expect(refusedAt.length / (refusedAt.length + acceptedAt.length)).toBeLessThan(0.08)
    }
  })

  // Here nobody reaches 93 % without many refusals: knowing exactly when each request was counted, a sender that is never
  // refused must allow for a way there of 0 ms where 125 ms is usual, and gets 89 %.
  it.each([2, 5, 10, 20])('%i a second, ways that may take no time at all: what can be had', async (limit) => {
    const server = new SlidingWindowServer(limit)
    const { ratio, refusedAt, acceptedAt } = await pace({ server, latency: jitter, seconds: 300 })
    expect(ratio).toBeGreaterThanOrEqual(0.83)
    expect(refusedAt.length / (refusedAt.length + acceptedAt.length)).toBeLessThan(0.2)
  })
})
