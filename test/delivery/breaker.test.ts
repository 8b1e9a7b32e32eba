import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakerTripped } from '../../src/delivery/breaker.ts'
import type { ReportCounts } from '../../src/delivery/ledger.ts'

const counts = fc.record({
  delayed: fc.nat(5000),
  soft_bounced: fc.nat(200),
  delivered: fc.nat(5000),
  failed: fc.nat(50),
  suppressed: fc.nat(50),
  bounced: fc.nat(300),
  complained: fc.nat(10),
})

const heardOf = ({ delayed: _, ...rest }: ReportCounts) => Object.values(rest).reduce((sum, count) => sum + count, 0)

describe('the breaker', () => {
  test.each<[what: string, ReportCounts, reason: string | undefined]>([
    ['20 bounces of 500 are 4 %', { delivered: 480, bounced: 20 }, 'bounces'],
    ['20 of 501 are less', { delivered: 481, bounced: 20 }, undefined],
    ['499 are too few to tell', { delivered: 399, bounced: 100 }, undefined],
    ['mails that are still being tried are not heard of', { delivered: 400, bounced: 99, delayed: 5000 }, undefined],
    ['soft bounces are heard of, and are no bounces', { soft_bounced: 481, bounced: 19 }, undefined],
    ['2 complaints of 2,500 are 0.08 %', { delivered: 2498, complained: 2 }, 'complaints'],
    ['2 of 2,501 are less', { delivered: 2499, complained: 2 }, undefined],
    ['one complaint is nobody’s pattern', { delivered: 499, complained: 1 }, undefined],
    ['complaints weigh more', { delivered: 400, bounced: 98, complained: 2 }, 'complaints'],
    ['nothing heard', {}, undefined],
  ])('%s', (_, heard, reason) => {
    expect(breakerTripped(heard, null)?.reason).toBe(reason)
  })

  test('says how many of how many', () => {
    const tripped = breakerTripped({ delivered: 900, bounced: 100, delayed: 7 }, null)
    expect(tripped).toEqual({ reason: 'bounces', count: 100, of: 1000, share: 0.1 })
  })

  test('counts from where a person said to go on, and again from 500 on', () => {
    const accepted = { delivered: 900, bounced: 100 }
    expect(breakerTripped(accepted, accepted)).toBeUndefined()
    expect(breakerTripped({ delivered: 1300, bounced: 199 }, accepted)).toBeUndefined()
    expect(breakerTripped({ delivered: 1300, bounced: 200 }, accepted)).toMatchObject({ count: 100, of: 500 })
    expect(breakerTripped({ delivered: 1385, bounced: 115 }, accepted)).toBeUndefined()
  })

  test('a delivery that complains after it arrived is still one delivery', () => {
    const tripped = breakerTripped({ delivered: 998, complained: 2 }, { delivered: 500 })
    expect(tripped).toMatchObject({ reason: 'complaints', count: 2, of: 500 })
  })

  test('trips exactly when a share is over its limit, with at least two of at least 500', () => {
    fc.assert(
      fc.property(counts, (heard) => {
        const of = heardOf(heard)
        const over = (count: number, limit: number) => count >= 2 && count / of >= limit
        const expected = of >= 500 && (over(heard.bounced, 0.04) || over(heard.complained, 0.0008))
        expect(breakerTripped(heard, null) !== undefined).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })

  test('more that arrive never trip it, more that bounce never release it', () => {
    fc.assert(
      fc.property(counts, fc.nat(500), (heard, more) => {
        const arrived = { ...heard, delivered: heard.delivered + more }
        if (heardOf(heard) >= 500 && !breakerTripped(heard, null)) expect(breakerTripped(arrived, null)).toBeUndefined()
        const worse = { ...heard, bounced: heard.bounced + more }
        if (breakerTripped(heard, null)?.reason === 'bounces') expect(breakerTripped(worse, null)).toBeDefined()
      }),
      { numRuns: 2000 },
    )
  })

  test('what was accepted counts no more: the same reports on top of any others decide alike', () => {
    fc.assert(
      fc.property(counts, counts, (accepted, since) => {
        const sum = Object.fromEntries(
          Object.entries(since).map(([kind, count]) => [kind, count + accepted[kind as keyof typeof accepted]]),
        )
        expect(breakerTripped(sum, accepted)).toEqual(breakerTripped(since, null))
      }),
      { numRuns: 2000 },
    )
  })
})
