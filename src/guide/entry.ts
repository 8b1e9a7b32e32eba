import type { Severity } from '../problem/problem.ts'

/** What may make a match silent, where an entry allows it (`silent:`). The rest of the context rules hold for every entry. */
export const entrySilences = ['criticism', 'eligibility', 'actor', 'relative'] as const
export type EntrySilence = (typeof entrySilences)[number]

/** Whether the words found name one or several, so that what is written instead agrees. */
export type GrammaticalNumber = 'one' | 'many'

export interface EntryPattern {
  /** A regular expression over normalised text (see ready-text.ts), macros written as `{NAME}`; whole words only. */
  source: string
  /** Absent where the words say neither, or the replacement is the same. */
  number?: GrammaticalNumber
}

/** What to write instead. `any` where number makes no difference. In parentheses: advice, not words to put in. */
export interface Replacements {
  any: string[]
  one: string[]
  many: string[]
}

/** One thing the network does not say, and why. Data: `issues/guide/<language>.yaml`. */
export interface Entry {
  /** Unique over all languages; waivers name it. */
  id: string
  language: string
  /** `criminal-label`; editors may add categories. */
  category: string
  /** As authored. */
  severity: Severity
  /** What it reports at most: while nobody reviewed an entry, its file may cap it. */
  level: Severity
  patterns: EntryPattern[]
  use: Replacements
  /** One plain sentence. */
  why: string
  source: string[]
  /** Patterns: a match that overlaps one of these is none. */
  except: string[]
  silent: EntrySilence[]
  /** `check --fix` may put its only replacement in. */
  fix: boolean
  examples: { bad: string; good: string }
  reviewed: false | { by: string; on: string }
  /** Where it stands, for problems. */
  file: string
  line: number
}
