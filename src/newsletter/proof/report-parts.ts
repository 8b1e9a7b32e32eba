/** One thing a check found, as an editor reads it. `place` is `file:line`, or empty. */
export interface FindingLines {
  place: string
  reason: string
  hint: string
}

/** A piece of a report, which HTML and plain text each write in their own way. */
export type ReportPart =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'facts'; facts: { label: string; value: string }[] }
  | { kind: 'findings'; label: string; grave: boolean; findings: FindingLines[] }
  | { kind: 'table'; head: [string, string]; rows: [string, string][] }
  | { kind: 'command'; command: string }
  | { kind: 'link'; label: string; href: string }

export interface ReportSection {
  title: string
  parts: ReportPart[]
}
