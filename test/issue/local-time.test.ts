import { describe, expect, it } from 'vitest'
import { isSkipped, momentOf } from '../../src/issue/local-time.ts'

const at = (local: string, zone: string): string => new Date(momentOf(local, zone)).toISOString()

describe('a local time', () => {
  it('is read on the clock of its zone, before and after a change', () => {
    expect(at('2024-03-10T01:59', 'America/Los_Angeles')).toBe('2024-03-10T09:59:00.000Z')
    expect(at('2024-03-10T03:00', 'America/Los_Angeles')).toBe('2024-03-10T10:00:00.000Z')
    expect(at('2024-07-01T18:00', 'Asia/Ho_Chi_Minh')).toBe('2024-07-01T11:00:00.000Z')
    expect(at('2024-01-01T00:30', 'Pacific/Kiritimati')).toBe('2023-12-31T10:30:00.000Z')
  })

  it('that comes twice is the first', () => {
    expect(at('2024-11-03T01:30', 'America/Los_Angeles')).toBe('2024-11-03T08:30:00.000Z')
    expect(at('2024-10-27T02:30', 'Europe/Berlin')).toBe('2024-10-27T00:30:00.000Z')
    expect(at('2024-04-07T01:45', 'Australia/Lord_Howe')).toBe('2024-04-06T14:45:00.000Z')
    expect(isSkipped('2024-11-03T01:30', 'America/Los_Angeles')).toBe(false)
  })

  it('that no clock shows is told, and lies after the gap', () => {
    expect(isSkipped('2024-03-10T02:00', 'America/Los_Angeles')).toBe(true)
    expect(isSkipped('2024-03-10T02:59', 'America/Los_Angeles')).toBe(true)
    expect(isSkipped('2024-03-10T02:30', 'America/Phoenix')).toBe(false)
    expect(at('2024-03-10T02:30', 'America/Los_Angeles')).toBe('2024-03-10T10:30:00.000Z')
  })

  it('on a day that a country left out does not exist', () => {
    expect(isSkipped('2011-12-30T12:00', 'Pacific/Apia')).toBe(true)
    expect(isSkipped('2011-12-31T12:00', 'Pacific/Apia')).toBe(false)
  })
})
