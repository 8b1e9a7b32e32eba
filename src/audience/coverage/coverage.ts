import type { Fallback } from '../../issue/newsletter.ts'

/** What the reports on readers look at. */
export interface Coverage {
  groupings: readonly { language: string; segments: string[]; readers: number }[]
  /** Languages the issue has a document in. */
  available: readonly string[]
  fallback: Readonly<Record<string, Fallback>>
}
