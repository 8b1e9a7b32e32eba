import { describe, expect, it } from 'vitest'
import { tortureByKills } from '../../scripts/torture/kills.ts'

describe('kill -9 of the real process (at length: npm run torture)', () => {
  it('twenty times over a small issue: nobody twice, nobody lost, the equation balances', async () => {
    const lines: string[] = []
    const options = { seed: 3, kills: 20, recipients: 1200, killsPerIssue: 10, log: (line: string) => lines.push(line) }
    const { killed, faults, deliveries, issues } = await tortureByKills(options)
    expect(faults, lines.join('\n')).toEqual([])
    expect(killed.freezing + killed.submitting).toBeGreaterThanOrEqual(20)
    expect(killed.freezing).toBeGreaterThan(0)
    expect(deliveries).toBe(1200 * issues)
  })
})
