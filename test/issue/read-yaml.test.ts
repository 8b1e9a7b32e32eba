import { expect, it } from 'vitest'
import { readYaml } from '../../src/issue/read-yaml.ts'

it.each([
  ['patterns:\n  - *thug*\n', 2, '  - "*thug*"'],
  ['why: *very* wrong\n', 1, 'why: "*very* wrong"'],
  ['patterns:\n  - {PERSON} thug\n', 2, '  - "{PERSON} thug"'],
  ['patterns:\n  - "thug" life\n', 2, `  - '"thug" life'`],
])('says of %j which line needs quotation marks, and writes it', (source, line, corrected) => {
  const { value, problems } = readYaml(source, 'en.yaml')
  expect(value).toBeUndefined()
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ code: 'yaml_broken', line, hint: `Write the line as: ${corrected}` })
  expect(readYaml(source.replace(source.split('\n')[line - 1] ?? '', corrected), 'en.yaml').problems).toEqual([])
})

it('reads an alias that has its anchor', () => {
  expect(readYaml('one: &a 1\nother: *a\n', 'en.yaml').value).toEqual({ one: 1, other: 1 })
})
