import type { Problem } from '../../problem/problem.ts'
import type { Coverage } from './coverage.ts'
import { reportLanguages } from './languages.ts'

/** Every report on readers, by name. */
const reports: Record<string, (coverage: Coverage) => Problem[]> = {
  languages: reportLanguages,
}

/** What the list says about an issue before it goes out: who waits, who reads another language. */
export function reportCoverage(coverage: Coverage): Problem[] {
  return Object.values(reports).flatMap((report) => report(coverage))
}
