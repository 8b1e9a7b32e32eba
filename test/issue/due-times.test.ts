import { getTasks } from 'node-cron'
import { describe, expect, it } from 'vitest'
import { dueTimes, neverFires, nextDue } from '../../src/issue/due-times.ts'

const iso = (times: number[]) => times.map((at) => new Date(at).toISOString().slice(0, 16))
const between = (cron: string, timezone: string, from: string, to: string) =>
  iso(dueTimes({ cron, timezone }, Date.parse(from), Date.parse(to)))

describe('when a schedule is due', () => {
  it('a month begins and ends on the schedule’s clock', () => {
    expect(between('0 0 1 * *', 'Asia/Ho_Chi_Minh', '2024-01-15T00:00Z', '2024-03-15T00:00Z')).toEqual([
      '2024-01-31T17:00',
      '2024-02-29T17:00',
    ])
    expect(between('59 23 31 * *', 'America/Los_Angeles', '2024-01-15T00:00Z', '2024-04-15T00:00Z')).toEqual([
      '2024-02-01T07:59',
      '2024-04-01T06:59',
    ])
  })

  it('a time that the clocks skip comes after the gap, one that comes twice is the first', () => {
    expect(between('30 2 10 3 *', 'America/New_York', '2024-03-09T00:00Z', '2024-03-12T00:00Z')).toEqual([
      '2024-03-10T07:30',
    ])
    expect(between('30 1 3 11 *', 'America/New_York', '2024-11-02T00:00Z', '2024-11-05T00:00Z')).toEqual([
      '2024-11-03T05:30',
    ])
    // Havana's clocks skip midnight itself.
    expect(between('30 0 10 3 *', 'America/Havana', '2024-03-09T00:00Z', '2024-03-12T00:00Z')).toEqual([
      '2024-03-10T05:30',
    ])
  })

  it('times in one gap that fall together are one', () => {
    expect(between('30 2,3 10 3 *', 'America/New_York', '2024-03-09T00:00Z', '2024-03-12T00:00Z')).toEqual([
      '2024-03-10T07:30',
    ])
  })

  it('hours and minutes count in whatever order they are written', () => {
    expect(between('30,0 22,9 1 * *', 'UTC', '2024-01-31T00:00Z', '2024-02-02T00:00Z')).toEqual([
      '2024-02-01T09:00',
      '2024-02-01T09:30',
      '2024-02-01T22:00',
      '2024-02-01T22:30',
    ])
  })

  it('each is after the one before, and the next of the one before', () => {
    for (const timezone of ['America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia']) {
      for (const cron of ['15 1-3 * * 0', '*/30 2 8-14 3,10,11 *', '0 0 1 * *']) {
        const times = dueTimes({ cron, timezone }, Date.UTC(2024, 0, 1), Date.UTC(2025, 0, 1))
        expect(times.length).toBeGreaterThan(5)
        times.forEach((at, index) => {
          const before = times[index - 1]
          if (before === undefined) return
          expect(at).toBeGreaterThan(before)
          expect(nextDue({ cron, timezone }, before)).toBe(at)
        })
      }
    }
  })

  it('asking leaves nothing behind: a server asks several times a minute for years', () => {
    const before = getTasks().size
    nextDue({ cron: '0 9 1 * *', timezone: 'UTC' }, 0)
    dueTimes({ cron: '0 9 1 * *', timezone: 'UTC' }, 0, Date.UTC(1971, 0, 1))
    neverFires('0 9 1 * *')
    expect(getTasks().size).toBe(before)
  })
})
