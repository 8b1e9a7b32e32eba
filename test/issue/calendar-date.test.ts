import { expect, test } from 'vitest'
import { guessDate } from '../../src/issue/calendar-date.ts'

test.each([
  ['2024-4-2', '2024-04-02'],
  ['2024–11–04', '2024-11-04'],
  ['November 4, 2024', '2024-11-04'],
  ['4th Nov. 2024', '2024-11-04'],
  ['30.11.2024', '2024-11-30'],
  ['11/30/2024', '2024-11-30'],
  ['05/05/2024', '2024-05-05'],
])('%s is meant as %s', (text, date) => {
  expect(guessDate(text)).toBe(date)
})

test.each(['04/02/2024', '31.11.2024', 'Soon 4, 2024', '2024'])('%s is nobody’s to guess', (text) => {
  expect(guessDate(text)).toBeUndefined()
})
