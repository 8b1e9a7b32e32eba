import type { Problem } from '../../problem/problem.ts'

/** `fail`: mend it before you send. `warn`: look at it. */
export type LineState = 'ok' | 'warn' | 'fail'

/** One line of the doctor's report. */
export interface Line {
  /** The check it comes from; permanent. */
  check: string
  state: LineState
  /** What was looked at, in two or three words. */
  subject: string
  /** What was found: whole sentences, without an address or a key. */
  said: string
  /** What to do; null where nothing is to be done. */
  fix: string | null
}

/** A line before its check puts its name to it. */
export type Finding = Omit<Line, 'check'>

export const ok = (subject: string, said: string): Finding => ({ state: 'ok', subject, said, fix: null })
export const warn = (subject: string, said: string, fix: string): Finding => ({ state: 'warn', subject, said, fix })
export const fail = (subject: string, said: string, fix: string): Finding => ({ state: 'fail', subject, said, fix })

/** What could not be asked is no fault, and no all-clear either. */
export function unasked(
  subject: string,
  why: string,
  fix = 'Run `npx wayforward doctor` again when this works.',
): Finding {
  return warn(subject, `Could not ask: ${why.replace(/[.!?]$/, '')}.`, fix)
}

/** A problem that stands in the way, in its own words. */
export function failWith(subject: string, { reason, hint }: Problem): Finding {
  return fail(subject, reason, hint)
}
