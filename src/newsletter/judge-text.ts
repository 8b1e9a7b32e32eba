import { type Judged, judgedOf } from '../checks/judged.ts'
import { parseIssue } from '../document/parse-issue.ts'
import type { Guide } from '../guide/guide.ts'
import type { Issue, IssueText } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'

/** One change of words, as it was made. */
export interface FixedWords {
  file: string
  /** Where the words stood before any change. */
  line: number
  column: number
  entry: string
  words: string
  replacement: string
}

export interface FixingTerms {
  issue: Issue
  newsletter: Newsletter
  guide: Guide
}

/** A text as it is being fixed, and what was done to it. */
export interface Fixed {
  text: IssueText
  fixes: FixedWords[]
}

const known = new WeakMap<FixingTerms, WeakMap<IssueText, Judged>>()

/** Hold one file against the guide, read together with its source: a translation takes attributes over from it. */
export function judgeText(text: IssueText, terms: FixingTerms): Judged | undefined {
  const before = known.get(terms)?.get(text)
  if (before) return before
  const { issue, newsletter, guide } = terms
  const [sourceLanguage] = newsletter.languages
  const source = issue.texts.filter(({ language }) => language === sourceLanguage && language !== text.language)
  const { documents } = parseIssue({ ...issue, texts: [...source, text] }, newsletter)
  const own = documents.filter(({ language }) => language === text.language)
  const [judged] = judgedOf({ issue: { ...issue, texts: [text] }, documents: own, facts: { segments: [], guide } })
  if (judged) known.set(terms, (known.get(terms) ?? new WeakMap()).set(text, judged))
  return judged
}
