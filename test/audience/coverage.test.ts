import { expect, test } from 'vitest'
import { reportCoverage } from '../../src/audience/coverage/index.ts'

const fallback = { es: 'en', vi: 'wait' }

test('readers without a document are counted by language: who waits, and who reads another', () => {
  const problems = reportCoverage({
    groupings: [
      { language: 'en', segments: [], readers: 100 },
      { language: 'es', segments: ['policy'], readers: 3 },
      { language: 'es', segments: [], readers: 4 },
      { language: 'ht', segments: [], readers: 1 },
      { language: 'vi', segments: [], readers: 12 },
    ],
    available: ['en'],
    fallback,
  })
  expect(problems.map(({ code, severity, reason }) => [code, severity, reason.split(',', 1)[0]])).toEqual([
    ['language_fallback', 'warn', '7 readers asked for Spanish (es) and will get the edition in en'],
    ['no_language', 'warn', '1 reader asked for Haitian Creole (ht)'],
    ['no_language', 'warn', '12 readers asked for Vietnamese (vi)'],
  ])
})

test('there is nothing to report where everyone has a document, a region apart', () => {
  const groupings = [{ language: 'es-MX', segments: [], readers: 5 }]
  expect(reportCoverage({ groupings, available: ['en', 'es'], fallback })).toEqual([])
})
