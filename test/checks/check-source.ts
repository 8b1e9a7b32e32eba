import { readFileSync } from 'node:fs'
import type { Check, CheckContext } from '../../src/checks/check.ts'
import { parseIssue } from '../../src/document/parse-issue.ts'
import { readFrontMatter } from '../../src/issue/front-matter.ts'
import type { Issue, IssueText } from '../../src/issue/issue.ts'
import { parseNewsletter } from '../../src/issue/read-newsletter.ts'
import type { Problem } from '../../src/problem/problem.ts'
import { smallGuide } from './small-guide.ts'

const { newsletter } = parseNewsletter(
  readFileSync(new URL('../fixtures/newsletter.yaml', import.meta.url), 'utf8'),
  'newsletter.yaml',
)

/**
 * An issue dated 2024-04-02, with what the small guide says of it: English, and Spanish where it is given. `front` goes into
 * the front matter.
 */
export function makeContext(body: string, front = '', spanish?: [front: string, body: string]): CheckContext {
  if (!newsletter) throw new Error('test/fixtures/newsletter.yaml has a problem')
  const shared = 'date: 2024-04-02\nkind: monthly\ntemplate: monthly'
  const texts = [makeText('en', [shared, front], body), ...(spanish ? [makeText('es', [spanish[0]], spanish[1])] : [])]
  const meta = { date: '2024-04-02', kind: 'monthly', template: 'monthly' } as const
  const issue: Issue = { id: '2024-04-example', folder: '/issues/2024-04-example', meta, texts, images: [] }
  const { documents } = parseIssue(issue, newsletter)
  return { issue, documents, newsletter, facts: { segments: [], guide: smallGuide } }
}

function makeText(language: string, front: string[], body: string): IssueText {
  const head = ['title: A title', 'subject: A subject', 'preheader: A line', ...front.filter((part) => part !== '')]
  const source = ['---', ...head, '---', body].join('\n')
  const { problems, shared: _, ...read } = readFrontMatter(source, `${language}.md`, language === 'en')
  if (problems[0]) throw problems[0]
  return { language, file: `${language}.md`, source, ...read }
}

export function runCheck(check: Check, context: CheckContext): Problem[] {
  const found: Problem[] = []
  check.run(context, (problem) => found.push(problem))
  return found
}
