import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { checkIssue } from '../../src/newsletter/check-issue.ts'

const folder = mkdtempSync(join(tmpdir(), 'wayforward-build-'))
const brand = join(folder, 'templates', 'brand.yaml')

beforeAll(() => {
  for (const part of ['issues', 'templates']) cpSync(part, join(folder, part), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true }))

const check = () => checkIssue(readConfig({}, folder), '2024-10', () => undefined)
const ofBuild = /^(client_support|markup_|words_pale)/

it('check finds nothing in how the shipped issue is built, and says what it could not measure', async () => {
  const { problems, skipped } = await check()
  expect(problems.filter(({ code }) => ofBuild.test(code))).toEqual([])
  expect(skipped).toContainEqual(expect.stringMatching(/vi\.md is to read was not measured/))
}, 60_000)

it('check says once, for all languages and paragraphs, what a mail program cannot show, and in which template', async () => {
  writeFileSync(brand, readFileSync(brand, 'utf8').replace('p: margin:0', 'p: display:grid;margin:0'))
  const { problems } = await check()
  expect(problems.filter(({ code }) => ofBuild.test(code))).toMatchObject([
    { code: 'client_support', severity: 'warn', file: 'templates/monthly.mjml' },
  ])
}, 60_000)
