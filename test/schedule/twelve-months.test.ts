import { describe, expect, it } from 'vitest'
import { nextDue } from '../../src/issue/due-times.ts'
import { runSchedule } from '../../src/newsletter/schedule/run-schedule.ts'
import { day, Home, hour, minute } from './home.ts'

const months = Array.from({ length: 12 }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`)

/** Both days on which the clocks change have an issue: the hour that is skipped, the hour that comes twice. */
const lives = [
  {
    name: 'the second Sunday at 02:30 in New York, which 10 March does not have',
    cron: '30 2 8-14 * 0',
    timezone: 'America/New_York',
    due: { '2024-01': '2024-01-14T07:30', '2024-03': '2024-03-10T07:30', '2024-11': '2024-11-10T07:30' },
  },
  {
    name: 'the first Sunday at 01:30 in Los Angeles, which 3 November has twice',
    cron: '30 1 1-7 * 0',
    timezone: 'America/Los_Angeles',
    due: { '2024-01': '2024-01-07T09:30', '2024-03': '2024-03-03T09:30', '2024-11': '2024-11-03T08:30' },
  },
]

describe.each(lives)('a year of months', ({ name, cron, timezone, due }) => {
  it(`due ${name}: exactly the right issues go out, once`, { timeout: 240_000 }, async () => {
    using home = new Home({ cron, timezone, start: Date.UTC(2024, 0, 1, 8) })
    for (const month of months) home.write(`${month}-news`, { date: `${month}-05` })
    home.write('2024-12-too-many', { date: '2024-12-20' })
    await home.settle()
    for (const month of months) {
      const dueAt = nextDue({ cron, timezone }, home.clock.now()) ?? 0
      const issue = `${month}-news`
      if (month !== '2024-07' && month !== '2024-08' && month !== '2024-12') {
        home.passTo(dueAt - 3 * day)
        await home.approve(issue)
      }
      if (month === '2024-05') {
        // The machine is off over the tick, and longer than the window.
        home.passTo(dueAt + 3 * day)
        expect((await home.turn()).map(({ kind }) => kind)).toContain('late')
        continue
      }
      for (const before of [2 * day, day, hour]) {
        home.passTo(dueAt - before)
        await home.turn()
      }
      if (month === '2024-09') {
        home.passTo(dueAt - minute)
        home.edit(issue, 'together', 'together, always')
      }
      home.passTo(dueAt - 1)
      expect(await home.turn()).toEqual([])
      home.passTo(dueAt)
      if (month === '2024-10') await crash(home)
      else if (month === '2024-11') await fireTwice(home)
      else await home.turn()
      for (const after of [minute, 2 * minute, hour, 2 * hour]) {
        home.passTo(dueAt + after)
        await home.turn()
        // Within the window an approval is enough.
        if (month === '2024-08' && after === hour) await home.approve(issue)
      }
      for (const after of [7 * hour, 2 * day]) {
        home.passTo(dueAt + after)
        await home.turn()
      }
    }

    const ledger = await home.ledger()
    const sent = ['01', '02', '03', '04', '06', '08', '10', '11'].map((month) => `2024-${month}-news`)
    expect(Object.keys(ledger).sort()).toEqual(sent)
    for (const { status } of Object.values(ledger)) {
      expect(status).toMatchObject({ state: 'done', balances: true, total: { candidates: 12, submitted: 12 } })
    }
    for (const [month, at] of Object.entries(due)) expect(ledger[`${month}-news`]?.frozenAt).toBe(at)
    const mailed = await home.mailed()
    expect(mailed.size).toBe(sent.length * 12)
    expect([...mailed.values()].every((times) => times === 1)).toBe(true)

    const told = await home.told()
    const saidOf = (words: string) => told.filter((subject) => subject.includes(words))
    expect(saidOf('May 2024 is late')).toHaveLength(1)
    expect(saidOf('July 2024 is due and was not sent')).toHaveLength(1)
    expect(saidOf('July 2024 is late')).toHaveLength(1)
    expect(saidOf('August 2024 is due and was not sent')).toHaveLength(1)
    expect(saidOf('August 2024 is late')).toHaveLength(0)
    expect(saidOf('September 2024 is due and was not sent')).toHaveLength(1)
    expect(saidOf('December 2024 is due soon, and there is more than one')).toHaveLength(1)
    expect(saidOf('December 2024 is due and was not sent')).toHaveLength(1)
    // Eleven proofs: nobody was there in May, and December had two issues.
    expect(saidOf('[PROOF]')).toHaveLength(10)
    expect(home.warned).toEqual([])
  })
})

/**
 * A power cut at ever later looks at the clock, from the tick through the freeze; the turn after it goes on with what was
 * frozen. (Cuts on the way are the ledger's: test/delivery/crash-every-write, torture.)
 */
async function crash(home: Home): Promise<void> {
  for (let looks = 1; !('2024-10-news' in (await home.ledger())); looks += 1) {
    let left = looks
    const now = (): number => {
      left -= 1
      if (left === 0) throw new Error('power cut')
      return home.clock.now()
    }
    const turn = runSchedule(home.config, { clock: { now, sleep: home.clock.sleep.bind(home.clock) } })
    await expect(turn).rejects.toThrow('power cut')
  }
  await home.turn()
}

async function fireTwice(home: Home): Promise<void> {
  const options = { clock: home.clock }
  await Promise.all([runSchedule(home.config, options), runSchedule(home.config, options)])
}
