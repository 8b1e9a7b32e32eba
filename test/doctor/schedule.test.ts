import { describe, expect, it } from 'vitest'
import { judgeSchedule } from '../../src/newsletter/doctor/schedule.ts'

const from = Date.UTC(2026, 10, 20, 12)
const judge = (cron: string, timezone = 'America/New_York', editors = timezone, now = from) =>
  judgeSchedule({ cron, timezone, window: 1, proofBefore: 1 }, editors, now)
const states = (findings: ReturnType<typeof judge>) => findings.map(({ subject, state }) => `${state} ${subject}`)

describe('the schedule', () => {
  it('shows its next five dates with their weekdays, in its own zone and in the editors’', () => {
    const findings = judge('0 10 1 * *', 'America/New_York', 'Asia/Ho_Chi_Minh')
    expect(states(findings)).toEqual([
      'ok schedule',
      ...['2026-12-01', '2027-01-01', '2027-02-01', '2027-03-01', '2027-04-01'].map((date) => `ok due ${date}`),
    ])
    expect(findings[1]?.said).toBe('Tuesday 1 December 2026 at 10:00 in America/New_York; 22:00 in Asia/Ho_Chi_Minh.')
    // Summer time has begun.
    expect(findings[5]?.said).toContain('; 21:00 in Asia/Ho_Chi_Minh.')
  })

  it('names the other day where it is another one for the editors', () => {
    const [, first] = judge('0 20 1 * *', 'America/New_York', 'Asia/Ho_Chi_Minh')
    expect(first?.said).toBe(
      'Tuesday 1 December 2026 at 20:00 in America/New_York; Wednesday 2 December 2026 at 08:00 in Asia/Ho_Chi_Minh.',
    )
  })

  it.each(['0 0 30 2 *', '0 0 31 4,6,9,11 *'])('fails where it never falls due: %s', (cron) => {
    expect(states(judge(cron))).toEqual(['fail schedule'])
  })

  it('waits for a leap year', () => {
    expect(states(judge('0 10 29 2 *'))).toEqual([
      'ok schedule',
      ...['2028', '2032', '2036', '2040', '2044'].map((year) => `ok due ${year}-02-29`),
    ])
  })

  it.each([
    ['0 10 * * 1', /more than once in November 2026/],
    ['0 10 1,15 * *', /more than once in November 2026/],
    ['0 9,17 1 * *', /more than once in November 2026/],
    ['* * * * *', /more than once in November 2026/],
  ])('warns of more than one in a month: %s', (cron, said) => {
    const [first] = judge(cron)
    expect(first).toMatchObject({ state: 'warn', said: expect.stringMatching(said) })
  })

  it('warns of a date that a clock change skips, and of no other', () => {
    // Clocks go from 2:00 to 3:00 on Sunday 14 March 2027.
    expect(states(judge('30 2 14 * *'))).toEqual([
      'ok schedule',
      'ok due 2026-12-14',
      'ok due 2027-01-14',
      'ok due 2027-02-14',
      'warn due 2027-03-14',
      'ok due 2027-04-14',
    ])
    // 1:30 comes twice on Sunday 1 November 2026, and the first is meant.
    const autumn = judge('30 1 1 * *', 'America/New_York', 'UTC', Date.UTC(2026, 9, 20))
    expect(autumn[1]).toMatchObject({ state: 'ok', said: expect.stringContaining('05:30 in UTC') })
  })

  it('may be absent', () => {
    expect(states(judgeSchedule(undefined, 'UTC', from))).toEqual(['ok schedule'])
  })
})
