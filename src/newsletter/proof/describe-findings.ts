import type { Problem, Severity } from '../../problem/problem.ts'
import { sortProblems } from '../../problem/report.ts'
import type { FindingLines, ReportPart, ReportSection } from './report-parts.ts'

const groups: { severity: Severity; one: string; many: string; what: string }[] = [
  { severity: 'error', one: 'error', many: 'errors', what: 'to be mended before this can go out' },
  { severity: 'warn', one: 'warning', many: 'warnings', what: 'to be read before this goes out' },
  { severity: 'suggest', one: 'suggestion', many: 'suggestions', what: 'to be taken or left' },
]

/** More than this of a kind and the proof itself is pushed out of sight; `check` lists the rest. */
const mostOfAKind = 30

/** What the checks found, the gravest first. */
export function describeFindings(
  issue: string,
  findings: readonly Problem[],
  skipped: readonly string[],
): ReportSection {
  const parts = groups.flatMap(({ severity, one, many, what }): ReportPart[] => {
    const found = sortProblems(findings.filter((finding) => finding.severity === severity))
    if (found.length === 0) return []
    const shown = found.slice(0, mostOfAKind).map(describeFinding)
    const left = found.length - shown.length
    const label = `${found.length} ${found.length === 1 ? one : many}, ${what}`
    return [
      { kind: 'findings', label, grave: severity === 'error', findings: shown },
      ...(left > 0
        ? [{ kind: 'text' as const, text: `${left} more: \`npx wayforward check ${issue}\` lists them all.` }]
        : []),
    ]
  })
  const clean: ReportPart[] =
    parts.length === 0 && skipped.length === 0 ? [{ kind: 'text', text: 'Nothing to mend.' }] : []
  return {
    title: 'What the checks say',
    parts: [...clean, ...parts, ...skipped.map((text): ReportPart => ({ kind: 'text', text }))],
  }
}

function describeFinding({ file, line, reason, hint }: Problem): FindingLines {
  return { place: file ? (line === undefined ? file : `${file}:${line}`) : '', reason, hint }
}
