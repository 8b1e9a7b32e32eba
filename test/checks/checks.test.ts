import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checks } from '../../src/checks/index.ts'
import { readExamples, runExample } from './examples.ts'

const folder = new URL('../../src/checks/', import.meta.url)
const machinery = [
  'can-follow.ts',
  'can-render.ts',
  'check.ts',
  'consent-problems.ts',
  'frame-spans.ts',
  'guide-problems.ts',
  'index.ts',
  'judge-tellings.ts',
  'judged.ts',
  'passages.ts',
  'problems.ts',
  'run-checks.ts',
  'translation-problems.ts',
  'written.ts',
]

test('every check is registered under the name of its file', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !machinery.includes(name))
  expect(Object.keys(checks).sort()).toEqual(files.map((name) => name.replace('.ts', '')).sort())
})

describe.each(Object.entries(checks))('%s', (name, check) => {
  const examples = readExamples(readFileSync(new URL(`${name}.ts`, folder), 'utf8'))

  test('finds nothing in its example of what is right', () => {
    expect(runExample(check, examples.ok)).toEqual([])
  })

  test('finds what its doc comment says in its example of what is wrong', () => {
    expect(runExample(check, examples.notOk)).toEqual(examples.problems)
  })

  test('reports only the kinds of problem it names', () => {
    const codes = check.problems.map(({ code }) => code)
    for (const line of examples.problems) expect(codes).toContain(line.split(' ').at(-1))
  })
})
