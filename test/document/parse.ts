import { parseDocument } from '../../src/document/parse-document.ts'
import type { IssueText } from '../../src/issue/issue.ts'

/** One file's text without front matter, as reading it would give it. */
export function textOf(markdown: string, language = 'en'): IssueText {
  const meta = {
    title: 'Title',
    subject: 'Subject',
    preheader: 'Preheader',
    reviewed: false as const,
    translated: {},
    waivers: [],
  }
  return { language, file: `${language}.md`, source: markdown, markdown, meta, places: {} }
}

export function parse(markdown: string) {
  return parseDocument(textOf(markdown))
}
