import { describe, expect, it } from 'vitest'
import { writeDates } from '../../src/edition/dates.ts'
import { words } from './sample.ts'

const dates = (language: string) => {
  const phrases = words[language]
  if (!phrases) throw new Error(language)
  return writeDates(language, phrases)
}
const eastern = 'America/New_York'

describe('writeDates', () => {
  it.each([
    ['en', 'Thursday, October 17, 2024', 'October 17, 2024'],
    ['es', 'jueves, 17 de octubre de 2024', '17 de octubre de 2024'],
    ['vi', 'Thứ Năm, ngày 17 tháng 10 năm 2024', 'ngày 17 tháng 10 năm 2024'],
  ])('writes a day in %s', (language, date, day) => {
    expect(dates(language).date('2024-10-17')).toBe(date)
    expect(dates(language).day('2024-10-17')).toBe(day)
  })

  it.each([
    ['en', 'Thursday, October 17, 2024, 6:00–7:30 PM Eastern Time'],
    ['es', 'jueves, 17 de octubre de 2024, 6:00–7:30 p.m., hora del este'],
    ['vi', '18:00–19:30, Thứ Năm, ngày 17 tháng 10 năm 2024 (giờ miền Đông)'],
  ])('writes a time with its zone in %s', (language, expected) => {
    const written = dates(language).moment('2024-10-17T18:00', '2024-10-17T19:30', eastern)
    // Versions of Node differ in the space within “p. m.”.
    expect(written.replace('p. m.', 'p.m.')).toBe(expected)
    expect(written).not.toMatch(/[\u202f\u2009\u00a0]/)
  })

  it('keeps both halves of the day apart, and a start without an end', () => {
    expect(dates('en').moment('2024-10-17T11:00', '2024-10-17T13:00', eastern)).toContain('11:00 AM – 1:00 PM Eastern')
    expect(dates('en').moment('2024-10-17T18:00', undefined, eastern)).toContain('6:00 PM Eastern Time')
  })

  it('writes both days of an event that ends on another', () => {
    expect(dates('en').moment('2024-10-17T18:00', '2024-10-18T12:00', 'America/Los_Angeles')).toBe(
      'Thursday, October 17, 2024, 6:00 PM Pacific Time to Friday, October 18, 2024, 12:00 PM Pacific Time',
    )
  })

  it('names a zone the words files have no phrase for', () => {
    expect(dates('en').moment('2024-10-17T18:00', undefined, 'Asia/Tokyo')).toContain('Japan')
  })

  it('does not move a day by the zone of the machine', () => {
    expect(dates('en').date('2024-01-01')).toBe('Monday, January 1, 2024')
  })
})
