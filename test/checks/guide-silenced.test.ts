import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { judgedOf } from '../../src/checks/judged.ts'
import { listSilencedLines, summariseSilenced } from '../../src/cli/describe-silenced.ts'
import { parseIssue } from '../../src/document/parse-issue.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { readIssue } from '../../src/issue/read-issue.ts'
import { readNewsletter } from '../../src/issue/read-newsletter.ts'
import { listSilenced } from '../../src/newsletter/list-silenced.ts'

const root = fileURLToPath(new URL('../fixtures/', import.meta.url))

it('lists the words of the bad issue that may stay, each with why (UPDATE=1 writes the expectation anew)', async () => {
  const folder = `${root}guide-words`
  const { newsletter } = await readNewsletter(root)
  if (!newsletter) throw new Error('test/fixtures/newsletter.yaml has a problem')
  const { issue } = await readIssue(folder, newsletter)
  if (!issue) throw new Error('the fixture cannot be read')
  const { documents } = parseIssue(issue, newsletter)
  const { guide } = await readGuide(folder, newsletter.languages)
  const silenced = listSilenced(judgedOf({ issue, documents, facts: { segments: [], guide } }))
  const shown = `${listSilencedLines(silenced)}\n${summariseSilenced(silenced)}\n`
  const file = `${folder}/expected.silenced.txt`
  if (process.env.UPDATE === '1') writeFileSync(file, shown)
  expect(shown).toBe(readFileSync(file, 'utf8'))
})
