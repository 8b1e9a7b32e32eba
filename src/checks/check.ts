import type { Document } from '../document/document.ts'
import type { Guide } from '../guide/guide.ts'
import type { Issue } from '../issue/issue.ts'
import type { Newsletter } from '../issue/newsletter.ts'
import type { ProblemMaker, Report } from '../problem/problem.ts'
import type { Consent } from '../stories/record.ts'

/** What checks need to know that no file of the issue says. Plain values, gathered by whoever runs them. */
export interface Facts {
  /** The names of all segments. */
  segments: string[]
  guide: Guide
  /** Absent in a workspace without the list, and where no block names a consent record. */
  consents?: ConsentFacts
}

/** What a home knows of the consent records that an issue names. */
export interface ConsentFacts {
  /** Of the records named; one that is missing here does not exist. */
  consents: ReadonlyMap<string, Consent>
  /** Keyed hash, in hex, of words in their normal form: see stories/deny-list.ts. */
  hashWords(normalWords: string): string
}

export interface CheckContext {
  issue: Issue
  /** All languages that have a file, in the newsletter's order. */
  documents: Document[]
  newsletter: Newsletter
  facts: Facts
}

/** Reads documents and reports; changes nothing, knows no clock and no network. */
export interface Check {
  /** The kinds of problem it can report. */
  problems: readonly ProblemMaker<never>[]
  /** What an error of it stops: everything when absent; with `send`, who mends it can still build the issue and look. */
  stops?: 'send'
  run(context: CheckContext, report: Report): void
}
