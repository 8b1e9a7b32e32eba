import type { Severity } from '../problem/problem.ts'
import type { Entry, GrammaticalNumber } from './entry.ts'
import type { ReadyText, Span } from './ready-text.ts'

/** Why a match says nothing. Official names and exceptions are no matches at all. */
export type Silence =
  /** A direct quotation with somebody who says it. */
  | 'quotation'
  | 'blockquote'
  /** A linked headline in quotation marks. */
  | 'headline'
  /** The words are named as words: “the label …”. */
  | 'mention'
  | 'criticism'
  | 'eligibility'
  /** The passive names who acts. */
  | 'actor'
  | 'relative'
  /** What a storyteller calls themself. */
  | 'self'
  | 'waiver'

/** An entry's words in a text. */
export interface Match extends Span {
  entry: Entry
  number?: GrammaticalNumber
}

/** A match in its context. */
export interface Finding {
  entry: Entry
  text: ReadyText
  /** Indices into `text.text`. */
  span: Span
  /** As they stand there, normalised. */
  words: string
  number?: GrammaticalNumber
  /** The entry's level, or lower where the context asks for it. */
  severity: Severity
  /** Present where it is not reported; still counted and listed. */
  silence?: Silence
  /** Offsets into the source: cut there, it gives the words as written. */
  source: Span
}
