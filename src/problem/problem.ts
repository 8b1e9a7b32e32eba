import type { Point, Position } from 'unist'
import { VFileMessage } from 'vfile-message'

/** error stops a send, warn asks to be read, suggest is advice. */
export type Severity = 'error' | 'warn' | 'suggest'

/** Where a problem is: a file as the person knows it, and a place in it (1-based lines and columns). */
export interface At {
  file?: string
  place?: Point | Position
  /** The place is said, but never the line that is there: it holds what no log may keep, such as a teller’s name. */
  unquoted?: boolean
  cause?: unknown
}

/** The object `--json` prints. Fields are an interface: documented in the README, never renamed. */
export interface ProblemJson {
  code: string
  severity: Severity
  file: string | null
  line: number | null
  column: number | null
  endLine: number | null
  endColumn: number | null
  reason: string
  hint: string
}

/**
 * Something a strategist or an operator can mend: a permanent code, a place, a reason, what to do.
 * Everything else that is thrown is a bug.
 */
export class Problem extends VFileMessage {
  override name = 'Problem'
  readonly code: string
  readonly severity: Severity
  readonly hint: string
  /** See `At`. */
  readonly unquoted: boolean

  constructor(kind: { code: string; severity: Severity; reason: string; hint: string }, at: At = {}) {
    super(kind.reason, { place: at.place, source: 'wayforward', ruleId: kind.code })
    this.code = kind.code
    this.severity = kind.severity
    this.hint = kind.hint
    this.unquoted = at.unquoted === true
    this.note = kind.hint
    this.fatal = kind.severity === 'error' ? true : kind.severity === 'warn' ? false : undefined
    if (at.file !== undefined) this.file = at.file
    if (at.cause !== undefined) this.cause = at.cause
  }

  toJSON(): ProblemJson {
    const end = this.place && 'end' in this.place ? this.place.end : undefined
    return {
      code: this.code,
      severity: this.severity,
      file: this.file || null,
      line: this.line ?? null,
      column: this.column ?? null,
      endLine: end?.line ?? null,
      endColumn: end?.column ?? null,
      reason: this.reason,
      hint: this.hint,
    }
  }
}

/** Makes problems of one kind; `code` is permanent. */
export interface ProblemMaker<Values> {
  (values: Values, at?: At): Problem
  readonly code: string
  readonly severity: Severity
}

/**
 * Define one kind of problem. Each stage keeps its kinds in its own `problems.ts`; a test holds the codes unique.
 *
 * @param reason one or two full sentences: what is wrong, then why it matters.
 * @param hint the next action, addressed to the person.
 */
export function defineProblem<Values = void>(
  code: string,
  severity: Severity,
  reason: (values: Values) => string,
  hint: (values: Values) => string,
): ProblemMaker<Values> {
  const make = (values: Values, at?: At): Problem =>
    new Problem({ code, severity, reason: reason(values), hint: hint(values) }, at)
  return Object.assign(make, { code, severity })
}

/** Collects what a stage finds; a stage that can go on reports instead of throwing. */
export type Report = (problem: Problem) => void
