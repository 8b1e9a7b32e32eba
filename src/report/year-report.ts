import type { Counts, ReportSums } from '../delivery/status.ts'
import type { IssueReport, Movement } from './issue-report.ts'

/** A year in numbers of people and deliveries. */
export interface YearReport {
  year: string
  /** In the order they went out. */
  issues: IssueReport[]
  /** Months without a monthly, as `yyyy-mm`: from the first issue ever sent up to now. */
  without: string[]
  total: Counts
  reports: ReportSums
  movement: Movement
}

/** What a year is made of. */
interface YearParts {
  /** Whose freeze lies in the year. */
  issues: IssueReport[]
  /** `yyyy-mm` of every monthly. */
  months: string[]
  movement: Movement
  /** The month in which the first issue ever went out: before it, none was missing. */
  since: string
  /** `yyyy-mm-dd`. */
  today: string
}

/** Add a year up. */
export function reportYear(year: string, { issues, months, movement, since, today }: YearParts): YearReport {
  const all = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
  const sum = <Key extends string>(keys: readonly Key[], of: (issue: IssueReport) => Record<Key, number>) =>
    Object.fromEntries(keys.map((key) => [key, issues.reduce((total, issue) => total + of(issue)[key], 0)])) as Record<
      Key,
      number
    >
  return {
    year,
    issues,
    without: all.filter((month) => month >= since && month <= today.slice(0, 7) && !months.includes(month)),
    total: sum(['candidates', 'excluded', 'submitted', 'failed', 'held', 'pending'], ({ total }) => total),
    reports: sum(['delivered', 'bounced', 'complained', 'failed', 'noWord'], ({ reports }) => reports),
    movement,
  }
}
