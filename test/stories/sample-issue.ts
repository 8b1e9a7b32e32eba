import { readFileSync } from 'node:fs'
import type { Document } from '../../src/document/document.ts'
import { parseIssue } from '../../src/document/parse-issue.ts'
import { readFrontMatter } from '../../src/issue/front-matter.ts'
import type { Issue } from '../../src/issue/issue.ts'
import { parseNewsletter } from '../../src/issue/read-newsletter.ts'

const { newsletter: read } = parseNewsletter(
  readFileSync(new URL('../fixtures/newsletter.yaml', import.meta.url), 'utf8'),
  'newsletter.yaml',
)
if (!read) throw new Error('test/fixtures/newsletter.yaml has a problem')
export const newsletter = read

const front = (words: string) =>
  `---\ntitle: ${words}\nsubject: A subject of an issue\npreheader: What the record leaves out\n---\n`

interface Written {
  /** Markdown by language; English may begin with a line `title: …`. */
  texts: Record<string, string>
  images?: Record<string, Uint8Array>
  id?: string
}

/** An issue of 2 April 2024, read and parsed. */
export function makeIssue({ texts, images = {}, id = '2024-04-example' }: Written): {
  issue: Issue
  documents: Document[]
} {
  const issue: Issue = {
    id,
    folder: `/issues/${id}`,
    meta: { date: '2024-04-02', kind: 'monthly', template: 'monthly' },
    texts: Object.entries(texts).map(([language, markdown]) => {
      const titled = /^title: (.*)\n/.exec(markdown)
      const source = front(titled?.[1] ?? 'An example') + (titled ? markdown.slice(titled[0].length) : markdown)
      const file = `issues/${id}/${language}.md`
      const { meta, places, markdown: blanked } = readFrontMatter(source, file, false)
      return { language, file, source, meta, places, markdown: blanked }
    }),
    images: Object.entries(images).map(([path, bytes]) => ({ path, bytes })),
  }
  const { documents, problems } = parseIssue(issue, newsletter)
  if (problems[0]) throw problems[0]
  return { issue, documents }
}
