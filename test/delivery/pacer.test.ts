import { describe, expect, it } from 'vitest'
import { Pacer } from '../../src/delivery/pacer.ts'
import type { Hints } from '../../src/delivery/provider.ts'
import { BucketServer, FixedWindowServer, hintsOf } from './limited-servers.ts'
import { constant, jitter, pace } from './pace.ts'
import { VirtualClock } from './virtual-clock.ts'

const limits = [1, 2, 5, 10, 20, 100]
const servers = [
  ['a token bucket', BucketServer],
  ['a fixed window', FixedWindowServer],
] as const
const cases = servers.flatMap(([name, Server]) =>
  limits.flatMap((limit) => [0, 240].map((latencyMs) => [limit, name, latencyMs, Server] as const)),
)

describe('the limit is used and not exceeded', () => {
  it.each(cases)('%i a second, %s, a round trip of %i ms', async (limit, _, latencyMs, Server) => {
    const { ratio, refusedAt } = await pace({ server: new Server(limit), latency: constant(latencyMs), seconds: 120 })
    expect(ratio).toBeGreaterThanOrEqual(0.99)
    expect(refusedAt.filter((at) => at > 1000)).toEqual([])
  })

  // With a limit of 1 a bucket holds one token: two requests whose ways differ by a moment then already collide.
  it.each(limits.slice(1))('%i a second, a token bucket, round trips of 150 to 350 ms', async (limit) => {
    const { ratio, refusedAt } = await pace({ server: new BucketServer(limit), latency: jitter, seconds: 120 })
    expect(ratio).toBeGreaterThanOrEqual(0.99)
    expect(refusedAt.filter((at) => at > 1000)).toEqual([])
  })

  it('from the first answer on, whatever it started with', async () => {
    const options = { latency: constant(100), seconds: 60, startRate: 50 }
    const { ratio, refusedAt } = await pace({ server: new BucketServer(5), ...options })
    expect(ratio).toBeGreaterThanOrEqual(0.98)
    expect(refusedAt.filter((at) => at > 1000)).toEqual([])
  })
})

describe('a limit that changes', () => {
  it.each([
    ['falls', 10, 4],
    ['rises', 4, 20],
  ])('in mid-run: it %s from %i to %i', async (_, before, after) => {
    const server = new BucketServer(before)
    const { refusedAt, acceptedAt } = await pace({
      server,
      latency: constant(200),
      seconds: 120,
      async beside(clock) {
        await clock.sleep(60_000)
        server.limit = after
      },
    })
    const within = (times: number[], from: number, to: number): number =>
      times.filter((at) => at >= 1000 * from && at < 1000 * to).length
    expect(within(acceptedAt, 0, 60)).toBeGreaterThanOrEqual(0.98 * 60 * before)
    expect(within(acceptedAt, 64, 120)).toBeGreaterThanOrEqual(0.98 * 56 * after)
    expect(within(refusedAt, 64, 120)).toBe(0)
  })
})

describe('somebody else uses half of the limit', () => {
  it.each([2, 10])('of %i a second: both go on, for as long as it takes', async (limit) => {
    const server = new BucketServer(limit)
    let theirs = 0
    const { acceptedAt, refusedAt } = await pace({
      server,
      latency: jitter,
      seconds: 600,
      async beside(clock, until) {
        while (clock.now() < until) {
          if (server.arrive(clock.now())) theirs += 1
          await clock.sleep((2 * 1000) / limit)
        }
      },
    })
    expect(theirs).toBeGreaterThanOrEqual(0.6 * 300 * limit)
    expect(acceptedAt.length).toBeGreaterThanOrEqual(0.6 * 300 * limit)
    expect(refusedAt.length).toBeLessThan(0.5 * acceptedAt.length)
    for (let minute = 0; minute < 10; minute += 1) {
      const inMinute = acceptedAt.filter((at) => at >= minute * 60_000 && at < (minute + 1) * 60_000)
      expect(inMinute.length).toBeGreaterThan(0.3 * 30 * limit)
    }
  })
})

describe('somebody else who goes away again', () => {
  it('is forgotten after a while: no more refusals, and all of the limit', async () => {
    const server = new BucketServer(10)
    const { acceptedAt, refusedAt } = await pace({
      server,
      latency: jitter,
      seconds: 900,
      async beside(clock, until) {
        while (clock.now() < until - 840_000) {
          server.arrive(clock.now())
          await clock.sleep(200)
        }
      },
    })
    expect(refusedAt.length).toBeGreaterThan(0)
    expect(refusedAt.filter((at) => at > 720_000)).toEqual([])
    expect(acceptedAt.filter((at) => at > 720_000 && at <= 900_000).length).toBeGreaterThanOrEqual(0.99 * 180 * 10)
  })
})

describe('hints', () => {
  it.each<[string, Hints | undefined]>([
    ['none', undefined],
    ['nothing in them', {}],
    ['zero', { limit: 0, windowMs: 0 }],
    ['less than none', { limit: -10, windowMs: -1000 }],
    ['no number', { limit: Number.NaN, windowMs: Number.NaN }],
    ['no end', { limit: Number.POSITIVE_INFINITY, windowMs: 1000 }],
    ['too many to be true', { limit: 1e9, windowMs: 1000 }],
    ['a window of a year', { limit: 5, windowMs: 365 * 24 * 3_600_000 }],
  ])('that say %s change nothing', async (_, hints) => {
    const server = new BucketServer(2)
    const { ratio, refusedAt } = await pace({ server, latency: constant(100), seconds: 60, hints: () => hints })
    expect(ratio).toBeGreaterThanOrEqual(0.99)
    expect(refusedAt).toEqual([])
  })

  it('without a window mean a second', async () => {
    const server = new BucketServer(10)
    const { ratio } = await pace({ server, latency: constant(100), seconds: 60, hints: () => ({ limit: 10 }) })
    expect(ratio).toBeGreaterThanOrEqual(0.98)
  })

  it('limit also where nothing limited before', async () => {
    const server = new BucketServer(5)
    const startRate = Number.POSITIVE_INFINITY
    const { refusedAt } = await pace({ server, latency: constant(100), seconds: 60, startRate })
    expect(refusedAt.filter((at) => at > 2500)).toEqual([])
  })
})

describe('turns', () => {
  const start = 1_000_000

  it('are given in order, and not at all to those who left', async () => {
    const clock = new VirtualClock(start)
    const pacer = new Pacer({ requestsPerSecond: 1, clock })
    const leaving = new AbortController()
    const given: string[] = []
    const take = async (name: string, signal?: AbortSignal): Promise<void> => {
      const turn = await pacer.turn(signal)
      given.push(`${turn ? name : `not ${name}`} at ${Math.floor((clock.now() - start) / 1000)}`)
      turn?.answered(undefined)
    }
    const takers = [take('first'), take('second', leaving.signal), take('third'), take('late', AbortSignal.abort())]
    await clock.run(
      (async () => {
        await clock.sleep(300)
        leaving.abort()
        await Promise.all(takers)
      })(),
    )
    expect(given).toEqual(['first at 0', 'not late at 0', 'not second at 0', 'third at 1'])
  })

  it('leave nobody asleep when the last one who waits leaves', async () => {
    const clock = new VirtualClock(start)
    const pacer = new Pacer({ requestsPerSecond: 0.001, clock })
    const leaving = new AbortController()
    await clock.run(pacer.turn())
    const waiting = pacer.turn(leaving.signal)
    leaving.abort()
    expect(await waiting).toBeUndefined()
    await expect(clock.run(new Promise(() => {}))).rejects.toThrow('never end')
  })

  it('pause for everybody for as long as a refusal says', async () => {
    const clock = new VirtualClock(start)
    const pacer = new Pacer({ requestsPerSecond: 100, clock })
    const first = await clock.run(pacer.turn())
    const others = [pacer.turn(), pacer.turn()]
    first?.refused(90_000, undefined)
    await clock.run(Promise.all(others))
    expect(clock.now() - start).toBeGreaterThanOrEqual(90_000)
  })

  it('do not wait for an hour that the clock was set back', async () => {
    const clock = new VirtualClock(start)
    const shifted = { now: () => clock.now() + offset, sleep: clock.sleep.bind(clock) }
    let offset = 3_600_000
    const pacer = new Pacer({ requestsPerSecond: 1, clock: shifted })
    ;(await clock.run(pacer.turn()))?.refused(10_000, undefined)
    offset = 0
    await clock.run(pacer.turn())
    expect(clock.now() - start).toBeLessThan(11_000)
  })

  it('come at once where nothing limits', async () => {
    const clock = new VirtualClock(start)
    const pacer = new Pacer({ requestsPerSecond: Number.POSITIVE_INFINITY, clock })
    for (let request = 0; request < 100; request += 1) (await clock.run(pacer.turn()))?.answered(undefined)
    expect(clock.now()).toBe(start)
  })

  it('count one answer, however often it is told, and a lost one as well', async () => {
    const clock = new VirtualClock(start)
    const pacer = new Pacer({ requestsPerSecond: 2, clock })
    const turn = await clock.run(pacer.turn())
    turn?.answered({ limit: 10, windowMs: 1000 })
    turn?.refused(3_600_000, { limit: 1, windowMs: 1000 })
    turn?.lost()
    const next = await clock.run(pacer.turn())
    next?.lost()
    await clock.run(pacer.turn())
    expect(clock.now() - start).toBeLessThan(300)
  })

  it('need more requests in flight the faster it may go and the longer the way, within bounds', async () => {
    const clock = new VirtualClock(start)
    const pacer = new Pacer({ requestsPerSecond: 2, clock })
    const few = pacer.inFlightMost
    const turn = await clock.run(pacer.turn())
    await clock.run(clock.sleep(400))
    turn?.answered(hintsOf(new BucketServer(50)))
    expect(few).toBeLessThan(6)
    expect(pacer.inFlightMost).toBeGreaterThanOrEqual(50 * 0.4)
    const next = await clock.run(pacer.turn())
    await clock.run(clock.sleep(60_000))
    next?.answered(hintsOf(new BucketServer(1000)))
    expect(pacer.inFlightMost).toBeLessThanOrEqual(64)
  })
})
