import type { Document } from '../document/document.ts'
import { type JudgedDocument, judgeDocument } from '../guide/judge-document.ts'
import type { IssueText } from '../issue/issue.ts'
import type { CheckContext } from './check.ts'

/** One language of an issue, held against the guide. */
export interface Judged extends JudgedDocument {
  document: Document
  text: IssueText
}

const known = new WeakMap<CheckContext['facts'], { documents: readonly Document[]; judged: Judged[] }>()

/** Hold every language of an issue against the guide. Several checks ask for the same; it is worked out once. */
export function judgedOf({ issue, documents, facts }: Omit<CheckContext, 'newsletter'>): Judged[] {
  const before = known.get(facts)
  if (before?.documents === documents) return before.judged
  const selfTerms = new Map<string, string[]>()
  for (const [id, consent] of facts.consents?.consents ?? []) {
    if (consent.kind === 'given') selfTerms.set(id, consent.record.selfTerms)
  }
  const judged = documents.flatMap((document) => {
    const text = issue.texts.find(({ language }) => language === document.language)
    const terms = { guide: facts.guide, day: issue.meta.date, selfTerms }
    return text ? [{ document, text, ...judgeDocument(document, text, terms) }] : []
  })
  known.set(facts, { documents, judged })
  return judged
}
