import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findIssue, listIssues } from '../../src/issue/find-issue.ts'

const root = mkdtempSync(join(tmpdir(), 'wayforward-find-'))
afterAll(() => rmSync(root, { recursive: true }))

for (const name of [
  '2024-04-second-chances',
  '2024-10-a-vote',
  '2024-10-descheduling',
  '2023-12-looking-back',
  'guide',
]) {
  mkdirSync(join(root, name))
  writeFileSync(join(root, name, name === 'guide' ? 'en.yaml' : 'en.md'), '')
}
mkdirSync(join(root, '2025-01-empty'))

test('issues come newest month first, and only folders that hold one', async () => {
  expect(await listIssues(root)).toEqual([
    '2024-10-a-vote',
    '2024-10-descheduling',
    '2024-04-second-chances',
    '2023-12-looking-back',
  ])
})

test('an issue is found by a unique part of its name, by its path, and without a name by being newest', async () => {
  expect(await findIssue(root, 'chances')).toBe('2024-04-second-chances')
  expect(await findIssue(root, '2024-04')).toBe('2024-04-second-chances')
  expect(await findIssue(root, 'issues/2024-10-a-vote/')).toBe('2024-10-a-vote')
  expect(await findIssue(root)).toBe('2024-10-a-vote')
})

test('a name that fits several is told which', async () => {
  await expect(findIssue(root, '2024-10')).rejects.toMatchObject({
    code: 'issue_ambiguous',
    reason: expect.stringContaining('2024-10-a-vote, 2024-10-descheduling'),
  })
})

test('a name that fits none is told the nearest', async () => {
  await expect(findIssue(root, 'desceduling')).rejects.toMatchObject({
    code: 'issue_unknown',
    hint: 'Did you mean 2024-10-descheduling?',
  })
  await expect(findIssue(root, '../..')).rejects.toMatchObject({ code: 'issue_unknown' })
})

test('a folder without issues says how to begin', async () => {
  await expect(findIssue(join(root, 'guide'))).rejects.toMatchObject({ code: 'issues_missing' })
})

test('an issues folder that cannot be read is not one without issues', async () => {
  await expect(findIssue(join(root, '2024-10-a-vote', 'en.md'))).rejects.toMatchObject({ code: 'file_unreadable' })
})
