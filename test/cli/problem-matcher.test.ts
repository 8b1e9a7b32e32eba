import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { consentName } from '../../src/checks/consent-problems.ts'
import { Problem } from '../../src/problem/problem.ts'
import { formatProblems } from '../../src/problem/report.ts'

const readme = readFileSync('README.md', 'utf8')
const block = /```json\n(\{(?:(?!```)[\s\S])*"problemMatcher"[\s\S]*?)```/.exec(readme)?.[1]

/** The matcher that the manual gives to editors who write in VS Code. */
function readMatcher(): { regexp: RegExp; groups: Record<string, number>; severity: string } {
  if (!block) throw new Error('README.md has no tasks.json with a problemMatcher')
  const { severity, pattern } = JSON.parse(block).tasks[0].problemMatcher
  const { regexp, ...groups } = pattern
  return { regexp: new RegExp(regexp), groups, severity }
}

function match(output: string): Record<string, string | undefined>[] {
  const { regexp, groups } = readMatcher()
  return output.split('\n').flatMap((line) => {
    const found = regexp.exec(line)
    return found ? [Object.fromEntries(Object.entries(groups).map(([name, index]) => [name, found[index]]))] : []
  })
}

describe('the problem matcher in the manual', () => {
  const file = 'issues/2024-04 a folder/es.md'
  const at = { file, place: { start: { line: 3, column: 7 }, end: { line: 3, column: 12 } } }
  const sources = new Map([[file, 'a\nb\nissues/en.md:3:7 error in the text itself words_refused']])

  it.each([
    'error',
    'warn',
    'suggest',
  ] as const)('reads a problem of severity %s, and nothing else round it', (severity) => {
    const kind = {
      code: 'words_refused',
      severity,
      reason: '“felon”: a label. (felon)',
      hint: 'Write “a person”\nOr: x.md:1:1 warn y z',
    }
    expect(match(formatProblems([new Problem(kind, at)], { colour: false, sources }))).toEqual([
      { file, line: '3', column: '7', severity, message: kind.reason, code: kind.code },
    ])
  })

  it('reads a problem whose line may not be shown', () => {
    const values = { where: 'line 3 of es.md', ids: ['s-001'], hint: 'text' as const }
    const unquoted = consentName(values, { file, place: { line: 3, column: 1 }, unquoted: true })
    const output = formatProblems([unquoted], { colour: false, sources })
    expect(match(output)).toMatchObject([{ file, line: '3', column: '1', code: 'consent_name' }])
    expect(output).not.toContain('in the text itself')
  })

  it('reads all of a bad issue that has a place', () => {
    const output = readFileSync('test/fixtures/guide-words/expected.problems.txt', 'utf8')
    const heads = output.split('\n').filter((line) => /^fixtures\/[^ ]+:\d+:\d+ /.test(line))
    expect(heads.length).toBeGreaterThan(20)
    expect(match(output)).toHaveLength(heads.length)
  })

  it('shows suggestions, for which VS Code has no word, as information', () => {
    expect(readMatcher().severity).toBe('info')
  })
})
