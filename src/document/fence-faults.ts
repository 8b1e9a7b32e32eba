import { Problem, type Report } from '../problem/problem.ts'
import { writeFence } from './fence.ts'
import type { Opening } from './scan-fences.ts'

/** Something wrong with a block's first line. */
export interface Fault {
  /** Makes its problem, given the line with everything in it corrected. */
  make(corrected: string): Problem
  /** Whether the corrected line settles it, or shows a sample where the author's own value has to stand. */
  settled: 'yes' | 'sample' | 'no'
}

/** Set an attribute in the line as it was meant; an id goes first. */
export function setAttribute({ meant }: Opening, name: string, value: string): void {
  const attribute = { name, value, column: 0, endColumn: 0 }
  const index = meant.findIndex((other) => other.name === name)
  if (index >= 0) meant[index] = attribute
  else meant.splice(name === 'id' ? 0 : meant.length, 0, attribute)
}

/**
 * Report a line's faults as one problem with one corrected line: followed one after another, corrections that each know
 * of one fault only would undo each other.
 */
export function reportFaults(opening: Opening, file: string, report: Report): void {
  const { faults, meant, kind, fence } = opening
  const corrected = writeFence({ name: kind ?? (fence.name || 'story'), attributes: meant })
  const made = faults
    .map(({ make, settled }) => ({ problem: make(corrected), settled }))
    .sort((a, b) => (a.problem.column ?? 0) - (b.problem.column ?? 0))
  const [first, ...others] = made
  if (!first || others.length === 0) {
    if (first) report(first.problem)
    return
  }
  const settled = made.map((fault) => fault.settled)
  const write = settled.includes('sample') ? 'Write the line like this, with your own values' : 'Write the line as'
  const hints = made.filter((fault) => fault.settled === 'no').map(({ problem }) => problem.hint)
  if (hints.length < made.length) hints.unshift(`${write}: ${corrected}`)
  const reason = [...new Set(made.map(({ problem }) => problem.reason))].join(' ')
  const { code, severity, place } = first.problem
  report(new Problem({ code, severity, reason, hint: [...new Set(hints)].join('\n') }, { file, place }))
}
