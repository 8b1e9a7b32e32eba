import { readFileSync } from 'node:fs'
import type { Check } from '../../src/checks/check.ts'
import { parseIssue } from '../../src/document/parse-issue.ts'
import { readFrontMatter } from '../../src/issue/front-matter.ts'
import type { Issue, IssueMeta, IssueText } from '../../src/issue/issue.ts'
import { parseNewsletter } from '../../src/issue/read-newsletter.ts'
import { sortProblems } from '../../src/problem/report.ts'
import { locatedJpeg } from '../stories/sample-pictures.ts'
import { exampleConsents } from '../stories/sample-record.ts'
import { smallGuide } from './small-guide.ts'

export interface Examples {
  ok: string
  notOk: string
  problems: string[]
}

/** The `@example ok`, `not-ok` and `problems` of a check's doc comment. */
export function readExamples(source: string): Examples {
  const example = (name: string): string => {
    const lines = source.split('\n')
    const start = lines.findIndex((line) => line.trim() === `* @example ${name}`)
    if (start < 0) throw new Error(`The doc comment has no @example ${name}`)
    const rest = lines.slice(start + 1)
    const end = rest.findIndex((line) => /^ \*( @|\/)/.test(line))
    return rest
      .slice(0, end)
      .map((line) => line.replace(/^ \*( {1,3})?/, ''))
      .join('\n')
      .trim()
  }
  return { ok: example('ok'), notOk: example('not-ok'), problems: example('problems').split('\n') }
}

const { newsletter } = parseNewsletter(
  readFileSync(new URL('../fixtures/newsletter.yaml', import.meta.url), 'utf8'),
  'newsletter.yaml',
)

const complete = [
  'title: An example',
  'subject: An example of an issue',
  'preheader: What a check says about something like this',
  'date: 2024-04-02',
  'kind: monthly',
  'template: monthly',
]

/**
 * Run one check over an example and give back `file:line:col severity code` for each problem.
 *
 * An example is en.md, or several files, each below a line `--- es.md`. Front matter it leaves out is put in, and lines
 * are counted as in the example.
 */
export function runExample(check: Check, example: string): string[] {
  if (!newsletter) throw new Error('test/fixtures/newsletter.yaml has a problem')
  const inserted = new Map<string, { after: number; count: number }>()
  const files = splitFiles(example)
  const texts: IssueText[] = []
  let meta: IssueMeta = { date: '2024-04-02', kind: 'monthly', template: 'monthly' }
  for (const [file, source] of Object.entries(files)) {
    const language = file.replace('.md', '')
    const keys = language === 'en' ? complete : complete.slice(0, 3)
    const given = /^---\n([\s\S]*?)\n---(\n|$)/.exec(source)
    const own = given?.[1]?.split('\n') ?? []
    const missing = keys.filter((line) => !own.some((other) => other.startsWith(`${line.split(':')[0]}:`)))
    const body = (given ? source.slice(given[0].length) : source) || 'Dear friends,'
    const text = ['---', ...own, ...missing, '---', body].join('\n')
    inserted.set(
      file,
      given ? { after: own.length + 1, count: missing.length } : { after: 0, count: missing.length + 2 },
    )
    const { problems, shared, ...front } = readFrontMatter(text, file, language === 'en')
    if (problems[0]) throw problems[0]
    if (language === 'en') meta = { ...meta, ...shared }
    texts.push({ language, file, source: text, ...front })
  }
  const images = [{ path: 'images/steps.png', bytes: new Uint8Array() }]
  if (example.includes('images/garden.jpg'))
    images.push({ path: 'images/garden.jpg', bytes: new Uint8Array(locatedJpeg()) })
  const issue: Issue = { id: '2024-04-example', folder: '/issues/2024-04-example', meta, texts, images }
  const { documents, problems } = parseIssue(issue, newsletter)
  if (problems[0]) throw problems[0]

  const found: Parameters<typeof sortProblems>[0][number][] = []
  check.run(
    {
      issue,
      documents,
      newsletter,
      facts: { segments: Object.keys(newsletter.segments), guide: smallGuide, consents: exampleConsents },
    },
    (problem) => found.push(problem),
  )
  return sortProblems(found).map(({ file = '', line, column, severity, code }) => {
    const shift = inserted.get(file)
    const shown = line === undefined ? undefined : line > (shift?.after ?? 0) ? line - (shift?.count ?? 0) : line
    return `${[file, shown, column].filter((part) => part !== undefined).join(':')} ${severity} ${code}`
  })
}

function splitFiles(example: string): Record<string, string> {
  if (!example.startsWith('--- ')) return { 'en.md': example }
  const parts = example.split(/^--- (.+\.md)$/m).slice(1)
  const files: Record<string, string> = {}
  for (let index = 0; index < parts.length; index += 2) files[parts[index] ?? ''] = (parts[index + 1] ?? '').trim()
  return files
}
