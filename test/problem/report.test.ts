import { expect, test } from 'vitest'
import { linePosition } from '../../src/problem/positions.ts'
import { defineProblem } from '../../src/problem/problem.ts'
import { formatProblems, hasErrors } from '../../src/problem/report.ts'

const dull = defineProblem(
  'word_dull',
  'warn',
  () => 'This word is dull.',
  () => 'Write: bright\nor: clear',
)
const wrong = defineProblem(
  'word_wrong',
  'error',
  () => 'This word is wrong.',
  () => 'Leave it out.',
)

const problems = [
  wrong(undefined, { file: 'es.md', place: linePosition(1, 'hola', 1, 5) }),
  dull(undefined, { file: 'en.md', place: linePosition(2, 'a grey word', 3, 7) }),
  wrong(undefined, { file: 'en.md', place: linePosition(1, 'no', 1) }),
  dull(),
]

test('problems come by file and place, with what to do and a count', () => {
  expect(formatProblems(problems, { colour: false })).toBe(`warn This word is dull. word_dull
  Write: bright
  or: clear
en.md:1:1 error This word is wrong. word_wrong
  Leave it out.
en.md:2:3 warn This word is dull. word_dull
  Write: bright
  or: clear
es.md:1:1 error This word is wrong. word_wrong
  Leave it out.
2 errors, 2 warnings`)
})

test('where the text is known, the words meant are marked', () => {
  const sources = new Map([['en.md', 'no\na grey word\n']])
  const text = formatProblems(problems.slice(1, 2), { colour: false, sources })
  expect(text.split('\n').slice(1, 3)).toEqual(['    a grey word', '      ^^^^'])
})

test('colour is asked for, never guessed', () => {
  const paint = String.fromCharCode(27)
  expect(formatProblems(problems, { colour: true })).toContain(paint)
  expect(formatProblems(problems, { colour: false })).not.toContain(paint)
})

test('only errors stop', () => {
  expect(hasErrors(problems)).toBe(true)
  expect(hasErrors([dull()])).toBe(false)
  expect(formatProblems([], { colour: false })).toBe('No problems.')
})
