import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { buildIssue } from '../../src/newsletter/build-issue.ts'
import { hasErrors } from '../../src/problem/report.ts'

describe('while somebody mends the guide', () => {
  let root = ''
  const build = () => buildIssue(readConfig({}, root), { name: '2024-06', warn: () => undefined })

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'wayforward-guide-'))
    for (const part of ['issues', 'templates']) cpSync(resolve(part), join(root, part), { recursive: true })
  })
  afterEach(() => rmSync(root, { recursive: true, force: true }))

  it.each([
    ['a file of it is no YAML', () => appendFileSync(join(root, 'issues/guide/en.yaml'), '  : [broken\n')],
    ['an entry is wrong', () => appendFileSync(join(root, 'issues/guide/es.yaml'), '  - id: half\n')],
    [
      'its folder cannot be read',
      () => {
        rmSync(join(root, 'issues/guide'), { recursive: true })
        writeFileSync(join(root, 'issues/guide'), '')
      },
    ],
  ])('an issue can be built to look at, and not be sent, where %s', async (_, damage) => {
    damage()
    const { built, problems } = await build()
    expect(built).toBeDefined()
    expect(hasErrors(problems)).toBe(true)
  })

  it('its waivers are not called unknown for a language whose entries cannot be read', async () => {
    appendFileSync(join(root, 'issues/guide/en.yaml'), '  : [broken\n')
    const file = join(root, 'issues/2024-06-keeping-families-together/en.md')
    appendFileSync(
      file,
      '\n:::story{#more speaker="org:ijn"}\n<!-- waive felon because="a" by="b" until="2024-12-31" -->\nA felon.\n:::\n',
    )
    const { problems } = await build()
    expect(problems.map(({ code }) => code)).not.toContain('waiver_entry_unknown')
  })
})
