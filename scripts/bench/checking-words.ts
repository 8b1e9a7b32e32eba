import { readdir } from 'node:fs/promises'
import { parseIssue } from '../../src/document/parse-issue.ts'
import { findIn } from '../../src/guide/find.ts'
import { readDocumentTexts } from '../../src/guide/read-document-texts.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { readIssue } from '../../src/issue/read-issue.ts'
import { readNewsletter } from '../../src/issue/read-newsletter.ts'
import { median, row, whole } from './table.ts'

const rounds = 7

/** The shipped issues together, some 3,000 words in each of three languages: what the guide adds to parsing them. */
export async function measureWords(issuesFolder: string): Promise<void> {
  const { newsletter } = await readNewsletter(issuesFolder)
  if (!newsletter) throw new Error('no newsletter')
  const { guide } = await readGuide(issuesFolder, newsletter.languages)
  const names = (await readdir(issuesFolder)).filter((name) => /^\d{4}-/.test(name))
  const read = await Promise.all(names.map((name) => readIssue(`${issuesFolder}/${name}`, newsletter)))
  const issues = read.flatMap(({ issue }) => issue ?? [])

  const parsing: number[] = []
  const finding: number[] = []
  let words = 0
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const parsed = issues.map((issue) => ({ issue, documents: parseIssue(issue, newsletter).documents }))
    const between = performance.now()
    words = 0
    for (const { issue, documents } of parsed) {
      for (const document of documents) {
        const text = issue.texts.find(({ language }) => language === document.language)
        if (!text) continue
        const texts = readDocumentTexts(document, text)
        findIn(texts, document.language, guide)
        words += texts.reduce((sum, ready) => sum + ready.text.split(' ').length, 0)
      }
    }
    parsing.push(between - began)
    finding.push(performance.now() - between)
  }
  process.stdout.write(`\nMilliseconds for ${whole(words)} words in three languages, ${guide.entries.length} entries\n`)
  row('first look for the words of the guide, patterns compiled', whole(finding[0] ?? 0))
  row('parsed (median)', whole(median(parsing)))
  row('looked through for the words of the guide (median)', whole(median(finding)))
  row('ratio (goal: at most 1)', `${(median(finding) / median(parsing)).toFixed(2)} x`)
}
