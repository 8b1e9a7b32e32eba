import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { runChecks } from '../../src/checks/run-checks.ts'
import { parseIssue } from '../../src/document/parse-issue.ts'
import { emptyGuide } from '../../src/guide/guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { readIssue } from '../../src/issue/read-issue.ts'
import { readNewsletter } from '../../src/issue/read-newsletter.ts'
import type { Problem } from '../../src/problem/problem.ts'
import { formatProblems } from '../../src/problem/report.ts'

/**
 * Each folder of test/fixtures with an `expected.problems.txt` to be is an issue, or settings, with what is said of it.
 * `UPDATE=1` writes the expectations anew: read the difference before you commit it.
 */
const root = fileURLToPath(new URL('../fixtures/', import.meta.url))
const update = process.env.UPDATE === '1'

const names = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(root + entry.name).some((file) => isInput(file)))
  .map(({ name }) => name)

function isInput(file: string): boolean {
  return file.endsWith('.md') || ['newsletter.yaml', 'expected.problems.txt'].includes(file)
}

async function findProblems(name: string): Promise<Problem[]> {
  const folder = root + name
  const settings = existsSync(`${folder}/newsletter.yaml`) ? folder : root
  const { newsletter, problems } = await readNewsletter(settings)
  if (!newsletter || !existsSync(`${folder}/en.md`)) {
    return newsletter && settings === root ? (await readIssue(folder, newsletter)).problems : problems
  }
  const { issue, problems: reading } = await readIssue(folder, newsletter)
  if (!issue) return reading
  const { documents, problems: parsing } = parseIssue(issue, newsletter)
  const { guide, problems: broken } = existsSync(`${folder}/guide`)
    ? await readGuide(folder, newsletter.languages)
    : { guide: emptyGuide, problems: [] }
  const facts = { segments: Object.keys(newsletter.segments), guide }
  return [...reading, ...parsing, ...broken, ...runChecks({ issue, documents, newsletter, facts })]
}

describe('every fixture is told what is wrong with it, and nothing else', () => {
  test.each(names)('%s', async (name) => {
    const file = `${root}${name}/expected.problems.txt`
    const found = `${formatProblems(await findProblems(name), { colour: false })}\n`
    if (update) writeFileSync(file, found)
    if (!existsSync(file)) expect.fail(`${name} has no expected.problems.txt. Write it with UPDATE=1, then read it.`)
    expect(found).toBe(readFileSync(file, 'utf8'))
  })

  test.each(names)('%s: only a fixture that is called ok expects nothing', (name) => {
    const expected = readFileSync(`${root}${name}/expected.problems.txt`, 'utf8')
    expect(expected.trim() === 'No problems.').toBe(name.startsWith('ok-'))
  })
})
